import { isMethod } from '../../scenarios/scenario.js';
import { missing } from '../api-error.js';
import type { Params } from '../params.js';

/** A payment method, which has to exist. */
export function methodIn(params: Params): string | undefined {
  const method = params.text('payment_method');
  if (method !== undefined && !isMethod(method)) throw missing('PaymentMethod', method, 'payment_method', 400);
  return method;
}
