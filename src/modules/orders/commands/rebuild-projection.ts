import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { many, UnitOfWork } from '#libs/messaging';
import { ProjectionCopy } from '#libs/projections';
import { RebuildProjection } from '#shared/contracts/orders';
import { OrderCopies } from '../data/order-copies.js';
import { rebuild } from '../domain/copies/rebuild.js';

@CommandHandler(RebuildProjection)
export class RebuildProjectionHandler implements ICommandHandler<RebuildProjection> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly copies: OrderCopies,
  ) {}

  async execute(command: RebuildProjection) {
    const place = this.copies.placeOf(command);
    return this.work
      .on({ copies: many(ProjectionCopy, [place]) })
      .decide((desk, item) => rebuild(place, this.copies.shape, desk, item));
  }
}
