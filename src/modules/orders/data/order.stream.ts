import { eventStream, project } from '#libs/event-store';
import { Order } from '../domain/order.js';
import { orderView } from './order-view.projection.js';
import { OrderView } from './order-view.entity.js';

export const orderStream = eventStream('order', Order, { views: [project(OrderView, orderView)] });
