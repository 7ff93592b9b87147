import { z } from 'zod';
import { command, effect } from '#libs/messaging/contract';
import { Delivery } from '#shared/contracts/notifications';
import { Id } from '#shared/kernel';
import type { Topic } from './domain/message.js';

/** A kind of message, or one with the id of a refund. Texts, since both are kept in the outbox for the next release and for the last. */
const key = { orderId: Id, kind: z.string().max(64) as unknown as z.ZodType<Topic, Topic> };

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

const alert = {
  productId: Id,
  /** How many there have been about this product. */
  count: z.int().min(1),
};

/** The call that hands an e-mail to staff to the mail server: stock is low. */
export class SendStockAlert extends effect('notifications.send-stock-alert.v1', {
  payload: z.object({ ...alert, onHand: z.int(), threshold: z.int() }),
  result: MailOutcome,
  key: (c) => c.productId,
}) {}

/** What became of it. A message to oneself. */
export class RecordStockAlert extends command('notifications.record-stock-alert.v1', {
  payload: z.object({ ...alert, outcome: MailOutcome }),
  key: (c) => c.productId,
  from: ['notifications'],
}) {}
