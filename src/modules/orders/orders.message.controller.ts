import { Controller } from '@nestjs/common';
import { CommandBus, EventBus, QueryBus } from '@nestjs/cqrs';
import { Accepts, Answers, Hears } from '#libs/messaging';
import {
  ProductChanged,
  StockCommitted,
  StockOverdue,
  StockRejected,
  StockReleased,
  StockReserved,
  StockReturned,
} from '#shared/contracts/inventory';
import {
  AwaitOrder,
  CancelOrder,
  GetOrder,
  ListOrders,
  OrderChanges,
  OrderHistory,
  OrderTotals,
  OrderVersions,
  PlaceOrder,
  PreviewRefund,
  RefundOrder,
  SearchOrders,
} from '#shared/contracts/orders';
import { PaymentCaptured, PaymentDeclined, PaymentUndone, RefundFailed, RefundMade } from '#shared/contracts/payments';
import { UserRegistered } from '#shared/contracts/users';

/** The message door of orders: a line per contract. */
// prettier-ignore
@Controller()
export class OrdersMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly events: EventBus) {}

  @Accepts(PlaceOrder)    place(command: PlaceOrder)            { return this.commands.execute(command); }
  @Accepts(CancelOrder)   cancel(command: CancelOrder)          { return this.commands.execute(command); }
  @Accepts(RefundOrder)   refund(command: RefundOrder)          { return this.commands.execute(command); }

  @Answers(GetOrder)      order(query: GetOrder)                { return this.queries.execute(query); }
  @Answers(AwaitOrder)    settledOrder(query: AwaitOrder)       { return this.queries.execute(query); }
  @Answers(ListOrders)    orders(query: ListOrders)             { return this.queries.execute(query); }
  @Answers(OrderChanges)  changes(query: OrderChanges)          { return this.queries.execute(query); }
  @Answers(OrderVersions) versions(query: OrderVersions)        { return this.queries.execute(query); }
  @Answers(OrderHistory)  history(query: OrderHistory)          { return this.queries.execute(query); }
  @Answers(SearchOrders)  search(query: SearchOrders)           { return this.queries.execute(query); }
  @Answers(PreviewRefund) preview(query: PreviewRefund)         { return this.queries.execute(query); }
  @Answers(OrderTotals)   totals(query: OrderTotals)            { return this.queries.execute(query); }

  @Hears(ProductChanged)  productChanged(event: ProductChanged) { return this.events.publish(event); }
  @Hears(UserRegistered)  registered(event: UserRegistered)     { return this.events.publish(event); }
  @Hears(StockReserved)   stockReserved(event: StockReserved)   { return this.events.publish(event); }
  @Hears(StockRejected)   stockRejected(event: StockRejected)   { return this.events.publish(event); }
  @Hears(StockReleased)   stockReleased(event: StockReleased)   { return this.events.publish(event); }
  @Hears(StockCommitted)  stockCommitted(event: StockCommitted) { return this.events.publish(event); }
  @Hears(StockOverdue)    stockOverdue(event: StockOverdue)     { return this.events.publish(event); }
  @Hears(PaymentCaptured) captured(event: PaymentCaptured)      { return this.events.publish(event); }
  @Hears(PaymentDeclined) declined(event: PaymentDeclined)      { return this.events.publish(event); }
  @Hears(PaymentUndone)   undone(event: PaymentUndone)          { return this.events.publish(event); }
  @Hears(RefundMade)      refundMade(event: RefundMade)         { return this.events.publish(event); }
  @Hears(RefundFailed)    refundFailed(event: RefundFailed)     { return this.events.publish(event); }
  @Hears(StockReturned)   stockReturned(event: StockReturned)   { return this.events.publish(event); }
}
