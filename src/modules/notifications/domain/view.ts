import type { ReplyOf } from '#libs/messaging/contract';
import type { ListMessages } from '#shared/contracts/notifications';
import type { Delivery } from './delivery.js';
import type { Message } from './message.js';

type MessageView = ReplyOf<ListMessages>['data'][number];

/** What is shown of a message. Where e-mails are only kept, it has no delivery. */
export const view = (message: Message, delivery: Delivery | undefined): MessageView => {
  const { kind, status, to, subject, body, createdAt } = message;
  const written = { kind, status, to, subject, body, createdAt: createdAt.toISOString() };
  return delivery ? { ...written, delivery: viewOf(delivery) } : written;
};

const viewOf = ({ status, since, reason }: Delivery): NonNullable<MessageView['delivery']> => ({
  status,
  since: since.toISOString(),
  reason,
});
