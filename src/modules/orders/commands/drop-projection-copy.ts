import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { ProjectionCopy } from '#libs/projections';
import { DropProjectionCopy } from '#shared/contracts/orders';
import { OrderCopies } from '../data/order-copies.js';
import { checkName } from '../domain/copies/copy.js';
import { drop } from '../domain/copies/drop.js';

/** Also of a store that this process does not feed any more: its documents are removed when it is back. */
@CommandHandler(DropProjectionCopy)
export class DropProjectionCopyHandler implements ICommandHandler<DropProjectionCopy> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly copies: OrderCopies,
  ) {}

  async execute(command: DropProjectionCopy) {
    const { projection, store, copy } = command;
    checkName(projection, this.copies.name);
    return this.work
      .on({ found: one(ProjectionCopy, { projection, store, copy }) })
      .decide((desk, item) => drop(command, desk, item));
  }
}
