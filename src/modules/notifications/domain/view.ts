import type { Message as Shown } from '#shared/contracts/notifications';
import type { z } from 'zod';
import type { Delivery } from './delivery.js';
import { kindOf, type Message, refundIn } from './message.js';

type MessageView = z.output<typeof Shown>;

/** What is shown of a message. Where e-mails are only kept, it has no delivery. */
export const view = (message: Message, delivery: Delivery | undefined): MessageView => {
  const { kind: topic, status, to, subject, body, createdAt } = message;
  const refundId = refundIn(topic);
  const about = { kind: kindOf(topic), ...(refundId && { refundId }) };
  const written = { ...about, status, to, subject, body, createdAt: createdAt.toISOString() };
  return delivery ? { ...written, delivery: viewOf(delivery) } : written;
};

const viewOf = ({ status, since, reason }: Delivery): NonNullable<MessageView['delivery']> => ({
  status,
  since: since.toISOString(),
  reason,
});
