import { z } from 'zod';
import { openEnum, query, rowsOf } from '#libs/messaging/contract';
import { Id } from '#shared/kernel';

export const Delivery = z.object({
  /** `sending`: again and again, until the mail server has taken or refused it; `sent`: it has it; `refused`: it never will. */
  status: z.enum(['sending', 'sent', 'refused']),
  since: z.iso.datetime(),
  /** Of `refused`: the words of the mail server, without the address. */
  reason: z.string().max(300).nullable(),
});

/** What an e-mail is about. Open: there will be more. */
export const MessageKind = openEnum(['order-confirmed', 'order-cancelled', 'order-refunded']);
export type MessageKind = z.output<typeof MessageKind>;

export const Message = z.object({
  kind: MessageKind,
  refundId: Id.optional().describe('Of `order-refunded`: which refund; an order may have several.'),
  /** `waiting`: the contact is not known here yet; `ready`: addressed and written. */
  status: z.enum(['waiting', 'ready']),
  to: z.string().max(254).nullable(),
  subject: z.string().max(200),
  body: z.string().max(10_000),
  createdAt: z.iso.datetime(),
  /** Left out where e-mails are only kept. */
  delivery: Delivery.optional(),
});

/** The e-mails of one order of the caller: one of each kind at most, and one for each refund. */
export class ListMessages extends query('notifications.list-messages.v1', {
  payload: z.object({ orderId: Id }),
  reply: z.object({ data: rowsOf(Message) }),
  key: (q) => q.orderId,
  from: ['gateway'],
}) {}
