import type { Refund } from '../../ledger/objects.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { invalid } from '../api-error.js';
import { type Desk, eventOf, ok, seconds } from '../desk.js';
import { known } from '../payment-intents/known.js';
import { decision, type Route } from '../route.js';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

/** `POST /v1/refunds`: gives back all that is left of a payment intent, or a part of it. */
export const createRefund: Route = {
  method: 'POST',
  path: /^\/v1\/refunds$/,
  read(params) {
    const intent = params.required('payment_intent', params.text('payment_intent'));
    const amount = params.whole('amount', { min: 1, max: 99_999_999 });
    const reason = params.choice('reason', REASONS) ?? null;
    const metadata = params.metadata();
    params.nothingElse();
    return decision(
      (desk) => {
        const { id, currency, latest_charge } = known(desk, intent, 'payment_intent', 400);
        const left = leftOf(id, desk);
        const { refund, webhooks } = scenarioOf(desk.books.methodOf(id));
        const made: Refund = {
          id: desk.id('re'),
          object: 'refund',
          amount: amountWithin(left, amount),
          charge: latest_charge!,
          created: seconds(desk.now),
          currency,
          metadata,
          payment_intent: id,
          reason,
          status: refund.at,
        };
        const events = [eventOf('refund.created', made, desk, webhooks === 'lost')];
        return ok(made, { change: { refunds: [made], events }, intent: id });
      },
      { to: 'refund', intent },
    );
  },
};

/** What was taken and not given back; a refund that has failed gave nothing back. */
function leftOf(id: string, { books }: Desk): number {
  const { status, amount_received } = books.intents.get(id)!;
  if (status !== 'succeeded')
    throw invalid('This PaymentIntent has no successful charge to refund.', { param: 'payment_intent' });
  const given = books.refundsOfIntent(id).filter((one) => one.status !== 'failed');
  return amount_received - given.reduce((sum, { amount }) => sum + amount, 0);
}

function amountWithin(left: number, wanted = left): number {
  if (left === 0) throw invalid('This charge has already been refunded.', { code: 'charge_already_refunded' });
  if (wanted > left)
    throw invalid(`Refund amount (${wanted}) is greater than what is left (${left}).`, { param: 'amount' });
  return wanted;
}
