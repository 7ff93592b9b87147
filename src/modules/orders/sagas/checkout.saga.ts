import { Injectable } from '@nestjs/common';
import { type ICommand, type IEvent, Saga } from '@nestjs/cqrs';
import type { Observable } from 'rxjs';
import { route } from '#libs/sagas';
import { AdvanceCheckout } from '../commands/advance-checkout.js';
import { checkout } from './checkout.steps.js';

/** Routing only: maps every fact that the checkout waits for to the command that advances it. */
@Injectable()
export class CheckoutSaga {
  @Saga()
  advance = (facts$: Observable<IEvent>): Observable<ICommand> =>
    facts$.pipe(route(checkout, (orderId, fact) => new AdvanceCheckout(orderId, fact)));
}
