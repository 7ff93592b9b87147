import type { Message as Shown, MessageKind } from '#shared/contracts/notifications';
import type { z } from 'zod';

type MessageView = z.output<typeof Shown>;

const REFUND = 'order-refunded.';

/**
 * What a message about an order is about: the kind, where there is one of it; of a refund the kind and the refund's id, since an order
 * may have several. Kept in one column, so that the others need no further one in their key.
 */
export type Topic = Exclude<MessageKind, 'order-refunded'> | `${typeof REFUND}${string}`;

export const topicOfRefund = (refundId: string): Topic => `${REFUND}${refundId}`;
export const kindOf = (topic: Topic): MessageKind =>
  topic.startsWith(REFUND) ? 'order-refunded' : (topic as MessageKind);
/** Undefined where it is about no refund. */
export const refundIn = (topic: Topic): string | undefined =>
  topic.startsWith(REFUND) ? topic.slice(REFUND.length) : undefined;

/** There is at most one message about an order of a topic. */
export interface MessageKey {
  readonly orderId: string;
  readonly kind: Topic;
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
