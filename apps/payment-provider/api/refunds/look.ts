import { missing } from '../api-error.js';
import { ok } from '../desk.js';
import { listed, pageIn } from '../page.js';
import { decision, type Route } from '../route.js';

/** `GET /v1/refunds/:id` */
export const retrieveRefund: Route = {
  method: 'GET',
  path: /^\/v1\/refunds\/(re_\w+)$/,
  read(params, id) {
    params.nothingElse();
    return decision(({ books }) => {
      const refund = books.refunds.get(id);
      if (!refund) throw missing('refund', id, 'refund');
      return ok(refund);
    });
  },
};

/** `GET /v1/refunds`, of all payment intents or of one. */
export const listRefunds: Route = {
  method: 'GET',
  path: /^\/v1\/refunds$/,
  read(params) {
    const page = pageIn(params);
    const intent = params.text('payment_intent');
    params.nothingElse();
    return decision(({ books }) =>
      ok(listed(intent ? books.refundsOfIntent(intent) : [...books.refunds.values()], page, '/v1/refunds')),
    );
  },
};
