import type { ReplyOf } from '#libs/messaging/contract';
import type { ListMessages } from '#shared/contracts/notifications';

type MessageView = ReplyOf<ListMessages>['data'][number];

/** There is at most one message of a kind about an order. */
export interface MessageKey {
  readonly orderId: string;
  readonly kind: MessageView['kind'];
}

/** An e-mail about an order; the row is the mail. It waits until the address of its reader is known. */
export interface Message extends MessageKey {
  readonly userId: string;
  readonly status: MessageView['status'];
  readonly to: string | null;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
}

/** What is sent to whom, before it is known where they live. */
export type Draft = Pick<Message, 'orderId' | 'kind' | 'userId' | 'subject' | 'body'>;

export const view = ({ kind, status, to, subject, body, createdAt }: Message): MessageView => ({
  kind,
  status,
  to,
  subject,
  body,
  createdAt: createdAt.toISOString(),
});
