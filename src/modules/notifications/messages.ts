import { z } from 'zod';
import { command, effect } from '#libs/messaging/contract';
import { Delivery, Message } from '#shared/contracts/notifications';
import { Id } from '#shared/kernel';

const key = { orderId: Id, kind: Message.shape.kind };

/** The definite word about an e-mail: the mail server has it, or nobody will ever take it. */
export const MailOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent') }),
  z.object({ kind: z.literal('refused'), reason: Delivery.shape.reason.unwrap() }),
]);
export type MailOutcome = z.output<typeof MailOutcome>;

/** The call that hands a message to the mail server. */
export class SendMail extends effect('notifications.send-mail.v1', {
  payload: z.object(key),
  result: MailOutcome,
  key: (c) => c.orderId,
}) {}

/** What became of a message that was sent. A message to oneself. */
export class RecordDelivery extends command('notifications.record-delivery.v1', {
  payload: z.object({ ...key, outcome: MailOutcome }),
  key: (c) => c.orderId,
  from: ['notifications'],
}) {}
