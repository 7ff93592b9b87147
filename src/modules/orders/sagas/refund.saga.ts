import { Injectable } from '@nestjs/common';
import { type ICommand, type IEvent, Saga } from '@nestjs/cqrs';
import type { Observable } from 'rxjs';
import { route } from '#libs/sagas';
import { AdvanceRefund, type RefundFact } from '../commands/advance-refund.js';
import { refund } from './refund.steps.js';

/** Routing only: maps every fact that a refund waits for to the command that advances it. */
@Injectable()
export class RefundSaga {
  @Saga()
  advance = (facts$: Observable<IEvent>): Observable<ICommand> =>
    facts$.pipe(route(refund, (_, fact) => new AdvanceRefund(fact as RefundFact)));
}
