import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { HOST, type Host } from '#libs/messaging';
import type { ReplyOf } from '#libs/messaging/contract';
import { pageOfDifferences } from '#libs/reconciliation';
import { ListOrderDifferences } from '#shared/contracts/orders';
import { kinds } from '../domain/reconciliation/kinds.js';

@QueryHandler(ListOrderDifferences)
export class ListOrderDifferencesHandler implements IQueryHandler<ListOrderDifferences> {
  constructor(
    private readonly db: DataSource,
    @Inject(HOST) private readonly host: Host,
  ) {}

  execute(query: ListOrderDifferences): Promise<ReplyOf<ListOrderDifferences>> {
    return pageOfDifferences(this.db, kinds, query, this.host.clock.now());
  }
}
