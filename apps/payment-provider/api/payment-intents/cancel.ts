import { scenarioOf } from '../../scenarios/scenario.js';
import { eventOf, ok, seconds } from '../desk.js';
import { decision, type Route } from '../route.js';
import { known, mustBe } from './known.js';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'] as const;

/** `POST /v1/payment_intents/:id/cancel`: from then on it can take no money. */
export const cancel: Route = {
  method: 'POST',
  path: /^\/v1\/payment_intents\/(pi_\w+)\/cancel$/,
  read(params, id) {
    const reason = params.choice('cancellation_reason', REASONS) ?? null;
    params.nothingElse();
    return decision((desk) => {
      const intent = known(desk, id);
      mustBe(intent, ['requires_payment_method', 'requires_confirmation', 'requires_capture'], 'canceled');
      const [status, canceled_at] = ['canceled' as const, seconds(desk.now)];
      const canceled = { ...intent, status, canceled_at, cancellation_reason: reason, amount_capturable: 0 };
      const isLost = scenarioOf(desk.books.methodOf(id)).webhooks === 'lost';
      const events = [eventOf('payment_intent.canceled', canceled, desk, isLost)];
      return ok(canceled, { change: { intents: [canceled], events }, intent: id });
    });
  },
};
