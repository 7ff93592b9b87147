import type { ICommand, IEvent } from '@nestjs/cqrs';
import { ofType } from '@nestjs/cqrs';
import type { OperatorFunction } from 'rxjs';
import { map } from 'rxjs';
import { contractOf } from '#libs/messaging/contract';
import type { Saga } from './steps/index.js';

/**
 * Maps every fact of a saga to the command that advances it, for `@Saga()`; `key` returns the saga's id, such as the order id. It must
 * not decide anything and cannot throw: after an error, @nestjs/cqrs closes the stream of a `@Saga()` until the restart.
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
