import { eventStream, project } from '#libs/event-store';
import { Order } from '../domain/order.js';
import { orderEvents } from './order-events.js';
import { orderView } from './order-view.projection.js';
import { OrderView } from './order-view.entity.js';

export const orderStream = eventStream(orderEvents.name, Order, {
  upcasters: orderEvents.upcasters,
  views: [project(OrderView, orderView)],
});
