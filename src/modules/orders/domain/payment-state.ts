import type { JournalState } from '#libs/sagas/steps';
import type { PaymentState } from './order-document.js';

const STATES = {
  sent: 'pending',
  done: 'captured',
  refused: 'declined',
  undoing: 'refunding',
  parked: 'refund-failed',
  skipped: 'refund-failed',
  undone: 'refunded',
} as const satisfies Record<JournalState['steps'][number]['status'], PaymentState>;

/** Where the money of an order is, as the journal of its checkout tells. */
export function paymentState({ steps }: Pick<JournalState, 'steps'>): PaymentState {
  const payment = steps.find(({ name }) => name === 'payment');
  return payment ? STATES[payment.status] : 'none';
}
