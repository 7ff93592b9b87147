import type { ICommand, IEvent } from '@nestjs/cqrs';
import { ofType } from '@nestjs/cqrs';
import type { OperatorFunction } from 'rxjs';
import { map } from 'rxjs';
import { contractOf } from '#libs/messaging/contract';
import type { Saga } from './steps/index.js';

/**
 * Routes every fact of a saga to the command that advances it, for `@Saga()`; `key` is what the fact is about, such as the
 * order's id. It decides nothing and cannot throw: a `@Saga()` stream that throws is dead until restart.
 */
export function route<Data>(
  saga: Saga<Data>,
  toCommand: (key: string, fact: object) => ICommand,
): OperatorFunction<IEvent, ICommand> {
  return (facts$) =>
    facts$.pipe(
      ofType(...saga.facts),
      map((fact) => toCommand(contractOf(fact).key(fact as never), fact)),
    );
}
