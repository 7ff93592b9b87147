import type { Message } from '#shared/contracts/notifications';
import type { z } from 'zod';
import type { MessageKey } from './message.js';

type DeliveryView = NonNullable<z.output<typeof Message>['delivery']>;

/** How far the sending of a message is. Only where e-mails are sent there is one. */
export interface Delivery extends MessageKey {
  /** `sending` until the mail server has taken or refused it. */
  readonly status: DeliveryView['status'];
  readonly since: Date;
  /** Of `refused`: why. */
  readonly reason: string | null;
  /** The body as HTML, by its template; null when it was written while e-mails were only kept. */
  readonly html: string | null;
}

export const underWay = ({ orderId, kind }: MessageKey, html: string | null, since: Date): Delivery => ({
  orderId,
  kind,
  status: 'sending',
  since,
  reason: null,
  html,
});
