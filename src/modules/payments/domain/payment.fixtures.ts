import type { Payment } from './payment.js';

export const orderId = '01990000-0000-7000-8000-000000000001';

/** 25.00 EUR that were captured. */
export const paid: Payment = {
  orderId,
  userId: null,
  status: 'captured',
  amount: 2_500,
  currency: 'EUR',
  captured: 2_500,
  refunded: 0,
  promised: 0,
  reason: null,
  since: new Date(0),
};
