import { refusedBy, saga, timedBy, undo } from '#libs/sagas/steps';
import {
  CommitStock,
  ReleaseStock,
  ReserveStock,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import {
  ChargePayment,
  PaymentCaptured,
  PaymentDeclined,
  PaymentUndone,
  RefundPayment,
} from '#shared/contracts/payments';
import type { Line, Money } from '#shared/kernel';
import { CheckoutTimer } from '../messages.js';

/** The data of an order that the steps of the checkout need. */
export interface Checkout {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: Line[];
  readonly total: Money;
  /** Present whenever there is something to pay. */
  readonly method?: string;
}

/** The steps, in order. A failure before the point of no return compensates the finished steps in reverse order. */
export const checkout = saga<Checkout>(
  'checkout.v1',
  timedBy(CheckoutTimer, ({ orderId }) => ({ orderId })),
)
  .step('stock', {
    send: ({ orderId, lines }) => new ReserveStock({ orderId, lines }),
    done: StockReserved,
    refused: refusedBy(StockRejected, () => 'out-of-stock'),
    within: '30s',
    undo: undo(({ orderId, lines }) => new ReleaseStock({ orderId, lines }), StockReleased),
  })
  .step('payment', {
    when: ({ total }) => total.amount > 0,
    send: ({ orderId, userId, total, method }) =>
      new ChargePayment({ orderId, userId, amount: total, method: method! }),
    done: PaymentCaptured,
    refused: refusedBy(PaymentDeclined, ({ reason }) => reason),
    within: '2m',
    undo: undo(({ orderId }) => new RefundPayment({ orderId }), PaymentUndone),
  })
  .pointOfNoReturn()
  .step('ship', {
    send: ({ orderId, lines }) => new CommitStock({ orderId, lines }),
    done: StockCommitted,
    retry: 'forever',
  });
