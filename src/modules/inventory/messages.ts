import { z } from 'zod';
import { command } from '#libs/messaging/contract';
import { Id } from '#shared/kernel';

/** So many orders are asked in one round. */
export const MOST_ASKED = 100;

/** These reservations are held for too long. A message to oneself. */
export class AskOrders extends command('inventory.ask-orders.v1', {
  payload: z.object({ orderIds: z.array(Id).min(1).max(MOST_ASKED) }),
  from: ['inventory'],
}) {}
