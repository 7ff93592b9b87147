import type { ReplyOf } from '#libs/messaging/contract';
import type { ListMessages } from '#shared/contracts/notifications';

type MessageView = ReplyOf<ListMessages>['data'][number];

/** There is at most one message of a kind about an order. */
export interface MessageKey {
  readonly orderId: string;
  readonly kind: MessageView['kind'];
}

/** An e-mail about an order as it was written. It waits until the address of its recipient is known. */
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

/** A draft that can be sent, too. */
export interface Letter extends Draft {
  /** The body as HTML. Made only where e-mails are sent: writing money as a language does costs more than the text. */
  readonly html: () => string;
}

export const keyOf = ({ orderId, kind }: MessageKey): MessageKey => ({ orderId, kind });
