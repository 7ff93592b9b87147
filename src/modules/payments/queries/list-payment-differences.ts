import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { HOST, type Host } from '#libs/messaging';
import type { ReplyOf } from '#libs/messaging/contract';
import { pageOfDifferences } from '#libs/reconciliation';
import { ListPaymentDifferences } from '#shared/contracts/payments';
import { kinds } from '../domain/reconciliation/kinds.js';

@QueryHandler(ListPaymentDifferences)
export class ListPaymentDifferencesHandler implements IQueryHandler<ListPaymentDifferences> {
  constructor(
    private readonly db: DataSource,
    @Inject(HOST) private readonly host: Host,
  ) {}

  execute(query: ListPaymentDifferences): Promise<ReplyOf<ListPaymentDifferences>> {
    return pageOfDifferences(this.db, kinds, query, this.host.clock.now());
  }
}
