import type { Refund } from '#shared/contracts/orders';

type Given = Pick<Refund, 'status' | 'amount'>;

/** The sum of the refunds in these states, in minor units. @param states  those that the provider has made when left out */
export const givenBack = (refunds: readonly Given[] | null, states: readonly Refund['status'][] = ['made']): number =>
  (refunds ?? []).reduce((sum, { status, amount }) => sum + (states.includes(status) ? amount.amount : 0), 0);
