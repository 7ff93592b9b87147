import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Accepts, Answers, caller } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { ListPaymentDifferences, RepairPaymentDifference } from '#shared/contracts/payments';
import { isStaff } from '#shared/kernel';

/** What operators ask of the comparison with the provider. It checks the caller's role itself and does not rely on the gateway. */
// prettier-ignore
@Controller()
export class ReconciliationMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(RepairPaymentDifference) repair(command: RepairPaymentDifference) { staffOnly(); return this.commands.execute(command); }
  @Answers(ListPaymentDifferences)  list(query: ListPaymentDifferences)      { staffOnly(); return this.queries.execute(query); }
}

function staffOnly(): void {
  if (!isStaff(caller())) throw refuse(ListPaymentDifferences, 'ops.staff-only');
}
