import { Controller } from '@nestjs/common';
import { CommandBus, EventBus, QueryBus } from '@nestjs/cqrs';
import { Payload } from '@nestjs/microservices';
import { Accepts, Answers, Hears } from '#libs/messaging';
import {
  ProductChanged,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import { AwaitOrder, GetOrder, ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { PaymentCaptured, PaymentDeclined, PaymentUndone } from '#shared/contracts/payments';

/** The message door of orders: a line per contract. */
// prettier-ignore
@Controller()
export class OrdersMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly events: EventBus) {}

  @Accepts(PlaceOrder)    place(@Payload() command: PlaceOrder)             { return this.commands.execute(command); }

  @Answers(GetOrder)      order(@Payload() query: GetOrder)                 { return this.queries.execute(query); }
  @Answers(AwaitOrder)    settledOrder(@Payload() query: AwaitOrder)        { return this.queries.execute(query); }
  @Answers(ListOrders)    orders(@Payload() query: ListOrders)              { return this.queries.execute(query); }

  @Hears(ProductChanged)  productChanged(@Payload() event: ProductChanged)  { return this.events.publish(event); }
  @Hears(StockReserved)   stockReserved(@Payload() event: StockReserved)    { return this.events.publish(event); }
  @Hears(StockRejected)   stockRejected(@Payload() event: StockRejected)    { return this.events.publish(event); }
  @Hears(StockReleased)   stockReleased(@Payload() event: StockReleased)    { return this.events.publish(event); }
  @Hears(StockCommitted)  stockCommitted(@Payload() event: StockCommitted)  { return this.events.publish(event); }
  @Hears(PaymentCaptured) captured(@Payload() event: PaymentCaptured)       { return this.events.publish(event); }
  @Hears(PaymentDeclined) declined(@Payload() event: PaymentDeclined)       { return this.events.publish(event); }
  @Hears(PaymentUndone)   undone(@Payload() event: PaymentUndone)           { return this.events.publish(event); }
}
