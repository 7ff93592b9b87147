import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { one, UnitOfWork } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { DifferenceRow, findDifference, settled } from '#libs/reconciliation';
import { RepairOrderDifference } from '#shared/contracts/orders';
import { settle } from '../domain/reconciliation/settle.js';
import { OrderSides } from '../reconciliation/order-sides.js';

@CommandHandler(RepairOrderDifference)
export class RepairOrderDifferenceHandler implements ICommandHandler<RepairOrderDifference> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly db: DataSource,
    private readonly sides: OrderSides,
  ) {}

  async execute(command: RepairOrderDifference) {
    const { id } = command;
    const found = await findDifference(this.db, id);
    if (!found) throw refuse(RepairOrderDifference, 'orders.no-such-difference', { id });
    const said = (await this.sides.saidOf([found.orderId])).get(found.orderId)!;
    return this.work
      .on({ row: one(DifferenceRow, id) })
      .decide((desk, item) => settle(command, said, desk, item, settled));
  }
}
