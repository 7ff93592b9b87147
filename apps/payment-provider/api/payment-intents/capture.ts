import { scenarioOf } from '../../scenarios/scenario.js';
import { eventOf, ok } from '../desk.js';
import { invalid } from '../api-error.js';
import { decision, type Route } from '../route.js';
import { known, mustBe } from './known.js';

/** `POST /v1/payment_intents/:id/capture`: takes what was held, or a part of it, and lets go of the rest. */
export const capture: Route = {
  method: 'POST',
  path: /^\/v1\/payment_intents\/(pi_\w+)\/capture$/,
  read(params, id) {
    const amount = params.whole('amount_to_capture', { min: 1, max: 99_999_999 });
    params.nothingElse();
    return decision((desk) => {
      const intent = known(desk, id);
      mustBe(intent, ['requires_capture'], 'captured');
      const received = amount ?? intent.amount_capturable;
      if (received > intent.amount_capturable)
        throw invalid('The amount to capture is more than is held.', {
          code: 'amount_too_large',
          param: 'amount_to_capture',
        });
      const captured = { ...intent, status: 'succeeded' as const, amount_capturable: 0, amount_received: received };
      const isLost = scenarioOf(desk.books.methodOf(id)).webhooks === 'lost';
      const events = [eventOf('payment_intent.succeeded', captured, desk, isLost)];
      return ok(captured, { change: { intents: [captured], events }, intent: id, hasCharged: true });
    });
  },
};
