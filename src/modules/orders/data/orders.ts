import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, type ObjectLiteral, type Repository, type SelectQueryBuilder } from 'typeorm';
import type { Order } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import { givenBack } from '../domain/refunds/given-back.js';
import { checkoutStream } from './checkout.stream.js';
import { OrderView } from './order-view.entity.js';

/** Reads the views of orders. */
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

  /** Those of these orders that are the user's, in the order of the ids. */
  async ofUserWith(userId: string, ids: readonly string[]): Promise<OrderView[]> {
    if (!ids.length) return [];
    const views = await this.views.findBy({ userId, id: In([...ids]) });
    const byId = new Map(views.map((view) => [view.id, view]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async shownOne(view: OrderView): Promise<Order> {
    const [order] = await this.shown([view]);
    return order!;
  }

  /**
   * The progress of a checkout is read from its journal, and only while the order is pending: a view of the journal would
   * add four writes to every order, and is rarely read.
   */
  async shown(views: readonly OrderView[]): Promise<Order[]> {
    const underWay = await this.underWay(views.filter(({ status }) => status === 'pending'));
    return views.map((view) => underWay.get(view.id) ?? asShown(view, 'done'));
  }

  /** Reads orders and journals in one snapshot: with two, a pending order was shown with a finished checkout. */
  private async underWay(pending: readonly OrderView[]): Promise<ReadonlyMap<string, Order>> {
    if (!pending.length) return new Map();
    const { entities, raw } = await this.views
      .createQueryBuilder('view')
      .addSelect(lastEntry, 'last')
      .where({ id: In(pending.map(({ id }) => id)) })
      .getRawAndEntities<{ last: string | null }>();
    return new Map(entities.map((view, n) => [view.id, asShown(view, progressIn(view, raw[n]!.last))]));
  }
}

const lastEntry = (journal: SelectQueryBuilder<ObjectLiteral>): SelectQueryBuilder<ObjectLiteral> =>
  journal
    .select('entry.data')
    .from('event', 'entry')
    .where(`entry.stream = '${checkoutStream.name}-' || view.id`)
    .orderBy('entry.version', 'DESC')
    .limit(1);

const progressIn = ({ status }: OrderView, last: string | null): string =>
  status === 'pending' && last ? (JSON.parse(last) as { progress: string }).progress : 'done';

const asShown = (view: OrderView, progress: string): Order => ({
  id: view.id,
  status: view.status,
  progress,
  reason: view.reason,
  lines: [...view.lines],
  total: money(view.total, view.currency),
  refunded: money(givenBack(view.refunds), view.currency),
  placedAt: view.placedAt.toISOString(),
  settledAt: view.settledAt?.toISOString() ?? null,
});
