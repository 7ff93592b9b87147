import { z } from 'zod';
import { query } from '#libs/messaging/contract';
import { Id } from '#shared/kernel';

export const Message = z.object({
  kind: z.enum(['order-confirmed', 'order-cancelled']),
  /** `waiting`: the contact is not known here yet; `ready`: addressed and written. */
  status: z.enum(['waiting', 'ready']),
  to: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  createdAt: z.iso.datetime(),
});

/** The e-mails of one order of the caller. */
export class ListMessages extends query('notifications.list-messages.v1', {
  payload: z.object({ orderId: Id }),
  reply: z.object({ data: z.array(Message) }),
  key: (q) => q.orderId,
  from: ['gateway'],
}) {}
