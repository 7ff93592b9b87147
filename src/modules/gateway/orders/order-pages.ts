import { Injectable } from '@nestjs/common';
import type { ReplyOf } from '#libs/messaging/contract';
import { WideEventField } from '#libs/telemetry/nest-otel';
import { GetProductNames, MOST_NAMES } from '#shared/contracts/inventory';
import { ListMessages } from '#shared/contracts/notifications';
import { GetOrder, ListOrders, type Order } from '#shared/contracts/orders';
import { GetPaymentOfOrder, ListPayments } from '#shared/contracts/payments';
import { GetUser } from '#shared/contracts/users';
import { Composer } from '../composition/composer.js';
import type { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import type { OrderListQuery } from './order-search.schemas.js';

type Names = ReadonlyMap<string, string>;

/** Some payments of a page exist, and cannot be shown to the caller. */
const HIDDEN = { part: 'payment', code: 'payments.owner-unknown' } as const;

/** Orders as a page needs them: what orders knows of them, and what the other contexts add. */
@Injectable()
export class OrderPages {
  constructor(
    private readonly composer: Composer,
    private readonly requests: Requests,
  ) {}

  async one(id: string, caller: Caller) {
    const { order, customer, payment, messages, names, degraded } = await this.composer.compose(
      {
        required: { order: () => this.requests.ask(new GetOrder({ id }), caller) },
        optional: {
          customer: async ({ order }) => this.requests.askBriefly(new GetUser({ id: (await order).userId }), caller),
          names: async ({ order }) => this.namesOf([await order], caller),
          payment: () => this.requests.askBriefly(new GetPaymentOfOrder({ orderId: id }), caller),
          messages: () => this.requests.askBriefly(new ListMessages({ orderId: id }), caller),
        },
      },
      caller,
    );
    const { userId: _, ...shown } = order;
    return {
      ...shown,
      lines: named(order.lines, names),
      customer: customer && contactOf(customer),
      payment: payment && paymentOf(payment),
      messages: messages?.data ?? null,
      degraded,
    };
  }

  @WideEventField('cleave.rows', ({ data }: { data: readonly unknown[] }) => data.length)
  async list(query: OrderListQuery, caller: Caller) {
    const { orders, names, payment, degraded } = await this.composer.compose(
      {
        required: { orders: () => this.requests.ask(new ListOrders(query), caller) },
        optional: {
          names: async ({ orders }) => this.namesOf((await orders).data, caller),
          payment: async ({ orders }) => this.paymentsOf((await orders).data, caller),
        },
      },
      caller,
    );
    const payments = new Map(payment?.payments.map(({ orderId, status }) => [orderId, { status }]));
    const data = orders.data.map((order) => ({
      ...order,
      lines: named(order.lines, names),
      payment: payments.get(order.id) ?? null,
    }));
    return { data, page: orders.page, degraded: payment?.isWhole === false ? [...degraded, HIDDEN] : degraded };
  }

  /** Of every product once, in as few requests as their limit allows. */
  private async namesOf(orders: readonly Pick<Order, 'lines'>[], caller: Caller): Promise<Names> {
    const ids = [...new Set(orders.flatMap(({ lines }) => lines.map(({ productId }) => productId)))];
    const sets = Array.from({ length: Math.ceil(ids.length / MOST_NAMES) }, (_, n) =>
      ids.slice(n * MOST_NAMES, (n + 1) * MOST_NAMES),
    );
    const replies = await Promise.all(
      sets.map((productIds) => this.requests.askBriefly(new GetProductNames({ productIds }), caller)),
    );
    return new Map(replies.flatMap(({ names }) => names.map(({ productId, name }) => [productId, name] as const)));
  }

  private async paymentsOf(orders: readonly Pick<Order, 'id'>[], caller: Caller): Promise<ReplyOf<ListPayments>> {
    if (!orders.length) return { payments: [], isWhole: true };
    return this.requests.askBriefly(new ListPayments({ orderIds: orders.map(({ id }) => id) }), caller);
  }
}

const named = (lines: Order['lines'], names: Names | null) =>
  lines.map((line) => ({ ...line, name: names?.get(line.productId) ?? null }));

const contactOf = ({ id, name, email }: ReplyOf<GetUser>) => ({ id, name, email });

const paymentOf = ({ status, amount, refunded, attempts }: ReplyOf<GetPaymentOfOrder>) => ({
  status,
  amount,
  refunded,
  attempts,
});
