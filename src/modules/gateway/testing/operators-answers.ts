// What operators are shown of projections and sagas, and decide about refunds.
export const at = '2026-11-24T10:00:00.000Z';
export const orderId = '01890a5d-ac96-774b-bcce-b30209900004';

export const oneCopy = { store: 'postgres', copy: 1 };
export const decidedCopy = { projection: 'orders', ...oneCopy, state: 'building' as const };
export const standing = {
  ...decidedCopy,
  shape: 1,
  codeShape: 1,
  filled: 5,
  total: 10,
  isFilled: false,
  perSecond: 1,
  secondsLeft: 5,
  lagSeconds: 0.5,
  holder: 'one',
  documents: null,
  changedAt: at,
};
export const comparison = {
  projection: 'orders',
  ...oneCopy,
  compared: 1,
  same: 0,
  missing: 1,
  extra: 0,
  behind: 0,
  different: 0,
  named: [{ id: orderId, kind: 'missing' as const, copied: null, true: 2 }],
  next: null,
};
export const openSaga = {
  id: orderId,
  saga: 'checkout',
  state: 'compensation-failed',
  step: 'payment',
  reason: 'timeout',
  since: at,
};
export const saga = {
  id: orderId,
  saga: 'checkout',
  state: 'compensation-failed',
  reason: 'timeout',
  steps: [{ name: 'payment', status: 'parked' as const, attempts: 1, until: null, needsHelp: true }],
  entries: [{ version: 1, at, what: 'started', step: null, reason: null, by: null, sends: 'stock', undoes: null }],
};
export const helped = { id: orderId, step: 'payment', status: 'undoing' as const, state: 'compensating' };
export const difference = {
  id: '01890a5d-ac96-774b-bcce-b30209900007',
  kind: 'charge-unknown-here',
  orderId,
  compared: 'payments and the provider',
  ours: 'no payment',
  theirs: 'captured 25.00 EUR, given back 0.00 EUR',
  repair: 'It is given back.',
  isAutomatic: true,
  state: 'open' as const,
  since: at,
  closedAt: null,
  closedBy: null,
  closedWhy: null,
};
export const repaired = {
  id: difference.id,
  kind: difference.kind,
  orderId,
  does: difference.repair,
  state: 'repaired' as const,
};
export const refund = { amount: { amount: 500, currency: 'EUR' }, reason: 'goodwill' };
export const wish = { amount: refund.amount };
export const plan = {
  amount: refund.amount,
  shares: [{ productId: orderId, quantity: 0, restock: false, amount: refund.amount }],
  left: { amount: 2000, currency: 'EUR' },
};
