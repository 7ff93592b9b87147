import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Engine } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { paged, startOf } from '#libs/messaging/paging';
import { openSagas } from '#libs/sagas';
import { ListSagas } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { checkoutStream } from '../data/checkout.stream.js';
import { refundStream } from '../data/refund.stream.js';
import { checkout } from '../sagas/checkout.steps.js';
import { refund } from '../sagas/refund.steps.js';

const KINDS = [
  { table: checkout.table, journals: checkoutStream.name },
  { table: refund.table, journals: refundStream.name },
].map(({ table: { saga, timer }, journals }) => ({ saga, timer: timer.fact.contract.name, journals }));

@QueryHandler(ListSagas)
export class ListSagasHandler implements IQueryHandler<ListSagas> {
  constructor(private readonly engine: Engine) {}

  /** So many of each kind as a page has, of which the first make the page. */
  async execute({ limit, cursor, ...filter }: ListSagas): Promise<ReplyOf<ListSagas>> {
    const after = startOf(cursor, Id, () => refuse(ListSagas, 'orders.bad-cursor'));
    const { context, dataSource } = this.engine;
    const found = await Promise.all(
      KINDS.map(async ({ saga, ...place }) => {
        const rows = await openSagas(dataSource, { context, ...place }, filter, after, limit + 1);
        return rows.map(({ since, ...row }) => ({ ...row, saga, since: since.toISOString() }));
      }),
    );
    const shown = found.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return paged(shown.slice(0, limit + 1), limit, ({ id }) => id);
  }
}
