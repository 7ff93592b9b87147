import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Bus, newId } from '#libs/messaging';
import { between, type Compared, type Found, type Sides } from '#libs/reconciliation';
import { ListReservations } from '#shared/contracts/inventory';
import { ListBalances } from '#shared/contracts/payments';
import { OrderView } from '../data/order-view.entity.js';
import { compare, type Said, type Stock } from '../domain/reconciliation/compare.js';
import { byOrder, type Read, upTo } from './merged.js';

/**
 * Orders, payments and inventory, by the ids of orders, in which order all three are read: so what one has and another has not is found
 * whoever it is. A page ends where the first of the three has no more on it.
 */
@Injectable()
export class OrderSides implements Sides {
  constructor(
    @InjectRepository(OrderView) private readonly orders: Repository<OrderView>,
    private readonly bus: Bus<'orders'>,
  ) {}

  readonly passes = { 'orders, payments and stock': this.page.bind(this) };

  async again(orderIds: readonly string[]): Promise<readonly Found[]> {
    return [...(await this.saidOf(orderIds))].flatMap(([id, said]) => compare(id, said));
  }

  /** What all three say of these orders. */
  async saidOf(orderIds: readonly string[]): Promise<ReadonlyMap<string, Said>> {
    const asked = { orderIds: [...orderIds], limit: orderIds.length };
    const [orders, { balances }, stock] = await Promise.all([
      this.orders.findBy({ id: In(asked.orderIds) }),
      this.bus.request(new ListBalances(asked)),
      this.stockOf(asked.orderIds),
    ]);
    return byOrder(orders, balances, stock, asked.orderIds);
  }

  /** In as many questions as their lines need. */
  private async stockOf(orderIds: readonly string[]): Promise<readonly Stock[]> {
    const found: Stock[] = [];
    for (let rest = [...orderIds]; rest.length;) {
      const { reservations, hasMore } = await this.bus.request(
        new ListReservations({ orderIds: rest, limit: rest.length }),
      );
      found.push(...reservations);
      const last = hasMore ? reservations.at(-1)?.orderId : undefined;
      rest = last === undefined ? [] : rest.filter((id) => id > last);
    }
    return found;
  }

  private async page(after: string | undefined, limit: number, before: Date): Promise<Compared> {
    const range = { ...(after && { after }), before: newId(before.getTime()) };
    const [orders, payments, stock] = await Promise.all([
      this.ordersIn(range.after, range.before, limit),
      this.bus.request(new ListBalances({ ...range, limit })),
      this.bus.request(new ListReservations({ ...range, limit })),
    ]);
    const { end, isLast } = upTo([
      orders,
      { ids: payments.balances.map(({ orderId }) => orderId), hasMore: payments.hasMore },
      { ids: stock.reservations.map(({ orderId }) => orderId), hasMore: stock.hasMore },
    ]);
    const young = [...payments.balances, ...stock.reservations].filter(({ since }) => new Date(since) >= before);
    const skipped = new Set(young.map(({ orderId }) => orderId));
    const said = byOrder(orders.rows, payments.balances, stock.reservations);
    const whole = [...said].filter(([id]) => (isLast || id <= end) && !skipped.has(id));
    return { found: whole.flatMap(([id, one]) => compare(id, one)), next: isLast ? undefined : end };
  }

  private async ordersIn(
    after: string | undefined,
    before: string,
    limit: number,
  ): Promise<Read & { rows: OrderView[] }> {
    const rows = await this.orders.find({
      where: { id: between(after, before) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    return { rows: page, ids: page.map(({ id }) => id), hasMore: rows.length > limit };
  }
}
