import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';
import type { Order } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import { checkoutStream } from './checkout.stream.js';
import { OrderView } from './order-view.entity.js';

/** The orders as people see them. */
@Injectable()
export class Orders {
  constructor(@InjectRepository(OrderView) private readonly views: Repository<OrderView>) {}

  find(id: string): Promise<OrderView | null> {
    return this.views.findOneBy({ id });
  }

  /** Newest first: ids grow with time. */
  ofUser(userId: string, before: string | undefined, limit: number): Promise<OrderView[]> {
    const id = before === undefined ? {} : { id: LessThan(before) };
    return this.views.find({ where: { userId, ...id }, order: { id: 'DESC' }, take: limit });
  }

  async shownOne(view: OrderView): Promise<Order> {
    const [order] = await this.shown([view]);
    return order!;
  }

  /**
   * Where a checkout stands is read from its journal, and only while the order is pending: a view of the journal would
   * cost every order four writes that hardly anybody looks at.
   */
  async shown(views: readonly OrderView[]): Promise<Order[]> {
    const standing = await this.standingOf(views.filter(({ status }) => status === 'pending'));
    return views.map((view) => ({
      id: view.id,
      status: view.status,
      progress: standing.get(view.id) ?? 'done',
      reason: view.reason,
      lines: [...view.lines],
      total: money(view.total, view.currency),
      placedAt: view.placedAt.toISOString(),
      settledAt: view.settledAt?.toISOString() ?? null,
    }));
  }

  /** The last entry of each journal says it. */
  private async standingOf(pending: readonly OrderView[]): Promise<ReadonlyMap<string, string>> {
    if (!pending.length) return new Map();
    const ids = new Map(pending.map(({ id }) => [`${checkoutStream.name}-${id}`, id]));
    const last: { stream: string; data: string }[] = await this.views.query(
      `SELECT DISTINCT ON (stream) stream, data FROM event WHERE stream = ANY($1) ORDER BY stream, version DESC`,
      [[...ids.keys()]],
    );
    return new Map(
      last.map(({ stream, data }) => [ids.get(stream)!, (JSON.parse(data) as { progress: string }).progress]),
    );
  }
}
