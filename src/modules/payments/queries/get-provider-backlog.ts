import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetProviderBacklog } from '#shared/contracts/payments';
import { ProviderBacklog } from '../backlog/provider-backlog.js';

@QueryHandler(GetProviderBacklog)
export class GetProviderBacklogHandler implements IQueryHandler<GetProviderBacklog> {
  constructor(private readonly backlog: ProviderBacklog) {}

  execute() {
    return this.backlog.standing();
  }
}
