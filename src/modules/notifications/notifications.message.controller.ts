import { Controller } from '@nestjs/common';
import { EventBus, QueryBus } from '@nestjs/cqrs';
import { Answers, Hears } from '#libs/messaging';
import { ListMessages } from '#shared/contracts/notifications';
import { StockLow } from '#shared/contracts/inventory';
import { OrderCancelled, OrderConfirmed, OrderRefunded } from '#shared/contracts/orders';
import { UserRegistered } from '#shared/contracts/users';

/** The message door of notifications: a line per contract. */
// prettier-ignore
@Controller()
export class NotificationsMessageController {
  constructor(private readonly queries: QueryBus, private readonly events: EventBus) {}

  @Answers(ListMessages) messages(query: ListMessages)     { return this.queries.execute(query); }

  @Hears(UserRegistered) registered(event: UserRegistered) { return this.events.publish(event); }
  @Hears(OrderConfirmed) confirmed(event: OrderConfirmed)  { return this.events.publish(event); }
  @Hears(OrderCancelled) cancelled(event: OrderCancelled)  { return this.events.publish(event); }
  @Hears(OrderRefunded)  refunded(event: OrderRefunded)    { return this.events.publish(event); }
  @Hears(StockLow)       low(event: StockLow)              { return this.events.publish(event); }
}
