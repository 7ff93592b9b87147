import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Engine } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { paged, startOf } from '#libs/messaging/paging';
import { openSagas, type SagaPlace } from '#libs/sagas';
import { ListSagas } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { checkoutStream } from '../data/checkout.stream.js';
import { checkout } from '../sagas/checkout.steps.js';

@QueryHandler(ListSagas)
export class ListSagasHandler implements IQueryHandler<ListSagas> {
  constructor(private readonly engine: Engine) {}

  async execute({ limit, cursor, ...filter }: ListSagas): Promise<ReplyOf<ListSagas>> {
    const after = startOf(cursor, Id, () => refuse(ListSagas, 'orders.bad-cursor'));
    const { context, dataSource } = this.engine;
    const { saga, timer } = checkout.table;
    const place: SagaPlace = { context, timer: timer.fact.contract.name, journals: checkoutStream.name };
    const rows = await openSagas(dataSource, place, filter, after, limit + 1);
    const shown = rows.map(({ since, ...row }) => ({ ...row, saga, since: since.toISOString() }));
    return paged(shown, limit, ({ id }) => id);
  }
}
