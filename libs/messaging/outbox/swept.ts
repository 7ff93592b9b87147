import type { Message, Receipt } from '../envelope.js';

/** How a row comes out of the table. */
export interface Swept extends Message {
  readonly receiver: string;
  /** Since it was born, in milliseconds. */
  readonly aged: number;
}

/** What is said in the place of a receiver that has never answered. */
export const unanswered = (id: string): Receipt => ({
  id,
  outcome: 'failed',
  permanent: true,
  counted: false,
  error: {
    code: 'message.unanswered',
    kind: 'unavailable',
    message: 'sent alone twice without an answer: it may be what kills its receiver',
  },
});
