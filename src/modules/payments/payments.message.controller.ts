import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Accepts, Answers } from '#libs/messaging';
import {
  ChargePayment,
  GetPaymentOfOrder,
  GetProviderBacklog,
  ListPayments,
  MakeRefund,
  ReceiveWebhook,
  ListBalances,
  RefundPayment,
} from '#shared/contracts/payments';

/** The message door of payments: a line per contract. */
// prettier-ignore
@Controller()
export class PaymentsMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(ChargePayment)     charge(command: ChargePayment)    { return this.commands.execute(command); }
  @Accepts(RefundPayment)     refund(command: RefundPayment)    { return this.commands.execute(command); }
  @Accepts(MakeRefund)        makeRefund(command: MakeRefund)   { return this.commands.execute(command); }
  @Accepts(ReceiveWebhook)    webhook(command: ReceiveWebhook)  { return this.commands.execute(command); }

  @Answers(GetPaymentOfOrder) ofOrder(query: GetPaymentOfOrder) { return this.queries.execute(query); }
  @Answers(ListPayments)      payments(query: ListPayments)     { return this.queries.execute(query); }
  @Answers(GetProviderBacklog) backlog(query: GetProviderBacklog) { return this.queries.execute(query); }
  @Answers(ListBalances)      balances(query: ListBalances)     { return this.queries.execute(query); }
}
