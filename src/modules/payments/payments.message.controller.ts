import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Payload } from '@nestjs/microservices';
import { Accepts, Answers } from '#libs/messaging';
import { ChargePayment, GetPaymentOfOrder, RefundPayment } from '#shared/contracts/payments';

/** The message door of payments: a line per contract. */
// prettier-ignore
@Controller()
export class PaymentsMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(ChargePayment)     charge(@Payload() command: ChargePayment)       { return this.commands.execute(command); }
  @Accepts(RefundPayment)     refund(@Payload() command: RefundPayment)       { return this.commands.execute(command); }

  @Answers(GetPaymentOfOrder) ofOrder(@Payload() query: GetPaymentOfOrder)    { return this.queries.execute(query); }
}
