import { z } from 'zod';
import { query } from '#libs/messaging/contract';
import { Id } from '#shared/kernel';

export const Delivery = z.object({
  /** `sending`: again and again, until the mail server has taken or refused it; `sent`: it has it; `refused`: it never will. */
  status: z.enum(['sending', 'sent', 'refused']),
  since: z.iso.datetime(),
  /** Of `refused`: the words of the mail server, without the address. */
  reason: z.string().max(300).nullable(),
});

export const Message = z.object({
  kind: z.enum(['order-confirmed', 'order-cancelled']),
  /** `waiting`: the contact is not known here yet; `ready`: addressed and written. */
  status: z.enum(['waiting', 'ready']),
  to: z.string().max(254).nullable(),
  subject: z.string().max(200),
  body: z.string().max(10_000),
  createdAt: z.iso.datetime(),
  /** Left out where e-mails are only kept. */
  delivery: Delivery.optional(),
});

/** The e-mails of one order of the caller. */
export class ListMessages extends query('notifications.list-messages.v1', {
  payload: z.object({ orderId: Id }),
  /** One of each kind at most. */
  reply: z.object({ data: z.array(Message).max(Message.shape.kind.options.length) }),
  key: (q) => q.orderId,
  from: ['gateway'],
}) {}
