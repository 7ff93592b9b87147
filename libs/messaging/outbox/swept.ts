import type { Message, Receipt } from '../envelope.js';

/** A row as the sweep reads it. */
export interface Swept extends Message {
  readonly receiver: string;
  /** Milliseconds since it was created. */
  readonly aged: number;
}

/** The receipt that stands for the missing answer of a receiver. */
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
