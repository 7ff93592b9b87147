import type { ReplyOf } from '#libs/messaging/contract';
import type { ListMessages } from '#shared/contracts/notifications';

type MessageView = ReplyOf<ListMessages>['data'][number];

/** There is at most one message of a kind about an order. */
export interface MessageKey {
  readonly orderId: string;
  readonly kind: MessageView['kind'];
}

/** An e-mail about an order, stored and not sent. It waits until the address of its recipient is known. */
export interface Message extends MessageKey {
  readonly userId: string;
  readonly status: MessageView['status'];
  readonly to: string | null;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
}

/** A message without the address of its recipient. */
export type Draft = Pick<Message, 'orderId' | 'kind' | 'userId' | 'subject' | 'body'>;

export const view = ({ kind, status, to, subject, body, createdAt }: Message): MessageView => ({
  kind,
  status,
  to,
  subject,
  body,
  createdAt: createdAt.toISOString(),
});
