import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { many, UnitOfWork } from '#libs/messaging';
import { ProjectionCopy } from '#libs/projections';
import { SwapProjection } from '#shared/contracts/orders';
import { OrderCopies } from '../data/order-copies.js';
import { swap } from '../domain/copies/swap.js';

/** How far the new copy is, is read before: a copy that is filled stays so, and one that falls behind meanwhile catches up. */
@CommandHandler(SwapProjection)
export class SwapProjectionHandler implements ICommandHandler<SwapProjection> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly copies: OrderCopies,
  ) {}

  async execute(command: SwapProjection) {
    const place = this.copies.placeOf(command);
    const standings = await this.copies.standings();
    const progress = standings
      .filter(({ store }) => store === place.store)
      .map(({ copy, filledAt, lagSeconds }) => ({ copy, isFilled: filledAt !== null, lagSeconds }));
    return this.work
      .on({ copies: many(ProjectionCopy, [place]) })
      .decide((desk, item) => swap(place, progress, desk, item));
  }
}
