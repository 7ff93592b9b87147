import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Accepts, Answers } from '#libs/messaging';
import { ListOrderDifferences, RepairOrderDifference } from '#shared/contracts/orders';
import { staffOnly } from '../staff-only.js';

/** What operators ask of the comparison with payments and inventory. It checks the caller's role itself and does not rely on the gateway. */
// prettier-ignore
@Controller()
export class ReconciliationMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(RepairOrderDifference) repair(command: RepairOrderDifference) { staffOnly(); return this.commands.execute(command); }
  @Answers(ListOrderDifferences)  list(query: ListOrderDifferences)      { staffOnly(); return this.queries.execute(query); }
}
