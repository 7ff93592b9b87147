import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Engine, Watch } from '#libs/messaging';
import { observeSaga } from '#libs/sagas';
import { counter, histogram, metering } from '#libs/telemetry';
import { OrderStatus } from '#shared/contracts/orders';
import { checkoutStream } from '../data/checkout.stream.js';
import { OrderView } from '../data/order-view.entity.js';
import { refundStream } from '../data/refund.stream.js';
import { checkout } from '../sagas/checkout.steps.js';
import { refund } from '../sagas/refund.steps.js';

const ENDED = counter('cleave.orders', '{order}', 'Orders that became final, by their outcome.');
const DURATION = histogram('cleave.order.duration', 's', 'From the placing of an order until it is final.');

/** What the metrics tell of orders and their checkouts. */
@Injectable()
export class OrderFigures implements OnApplicationBootstrap {
  constructor(
    private readonly watch: Watch,
    private readonly engine: Engine,
  ) {}

  onApplicationBootstrap(): void {
    if (!metering) return;
    for (const outcome of OrderStatus.exclude(['pending']).options) metering.add(ENDED, { outcome }, 0);
    this.watch.each(OrderView, ended);
    observeSaga(checkout, checkoutStream, this.engine);
    observeSaga(refund, refundStream, this.engine);
  }
}

/** What happens to an order after its end, such as a refund, is no other end. */
function ended({ status: outcome, placedAt, settledAt, refunds }: OrderView): void {
  if (!settledAt || refunds) return;
  metering?.add(ENDED, { outcome });
  metering?.record(DURATION, (settledAt.getTime() - placedAt.getTime()) / 1_000, { outcome });
}
