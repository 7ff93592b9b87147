import { refusedBy, saga, timedBy } from '#libs/sagas/steps';
import { ReturnStock, StockReturned } from '#shared/contracts/inventory';
import { MakeRefund, RefundFailed, RefundMade } from '#shared/contracts/payments';
import type { Line, Money } from '#shared/kernel';
import { RefundTimer } from '../messages.js';

/** The data of a refund that its steps need. */
export interface Refunding {
  readonly orderId: string;
  readonly refundId: string;
  readonly amount: Money;
  /** The goods that are put back on the shelf. */
  readonly lines: Line[];
}

/**
 * The steps of giving a part of an order back, or all of it. Money first: the provider may refuse, and nobody takes goods from the shelf again.
 * What was given back to the customer cannot be taken back, so it is the step that decides.
 */
export const refund = saga<Refunding>(
  'refund.v1',
  timedBy(RefundTimer, ({ orderId, refundId }) => ({ orderId, refundId })),
)
  .pivot('money', {
    when: ({ amount }) => amount.amount > 0,
    send: ({ orderId, refundId, amount }) => new MakeRefund({ orderId, refundId, amount }),
    done: RefundMade,
    refused: refusedBy(RefundFailed, ({ reason }) => reason),
    within: '5m',
  })
  .step('goods', {
    when: ({ lines }) => lines.length > 0,
    send: ({ orderId, refundId, lines }) => new ReturnStock({ orderId, returnId: refundId, lines }),
    done: StockReturned,
    retry: 'forever',
  });
