import type { ItemTime } from '#libs/messaging/contract';
import type { Contact } from './contact.js';
import type { Draft, Letter, Message } from './message.js';

/** Events and values for the specs of messages. */
export const noon = new Date('2026-03-01T12:00:00Z');
export const item: ItemTime = { now: noon, id: (n) => `id-${n}` };
export const orderId = '00000000-0000-7000-8000-0000000000b1';
export const refundId = '00000000-0000-7000-8000-0000000000d1';
export const productId = '00000000-0000-7000-8000-0000000000e1';
export const userId = '00000000-0000-7000-8000-0000000000c1';

export const ada: Contact = { userId, email: 'ada@example.com', name: 'Ada', revision: 1, waiting: [] };
export const draft: Draft = {
  orderId,
  kind: 'order-confirmed',
  userId,
  subject: 'Good news',
  body: 'It is confirmed.',
};
export const letter: Letter = { ...draft, html: () => '<p>It is confirmed.</p>' };
export const waiting: Message = { ...draft, status: 'waiting', to: null, createdAt: noon };
export const ready: Message = {
  ...waiting,
  status: 'ready',
  to: 'ada@example.com',
  body: 'Dear Ada,\n\nIt is confirmed.',
};
export const key = { orderId, kind: draft.kind };
