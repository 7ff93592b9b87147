import type { Books } from '../../ledger/books.js';
import type { PaymentIntent } from '../../ledger/objects.js';
import { ok } from '../desk.js';
import { invalid } from '../api-error.js';
import { listed, pageIn } from '../page.js';
import { decision, type Route } from '../route.js';
import { known } from './known.js';

/** `GET /v1/payment_intents/:id` */
export const retrieve: Route = {
  method: 'GET',
  path: /^\/v1\/payment_intents\/(pi_\w+)$/,
  read(params, id) {
    params.text('client_secret');
    params.nothingElse();
    return decision((desk) => ok(known(desk, id), { intent: id }));
  },
};

const SECONDS = { min: 0, max: 99_999_999_999 };

/** `GET /v1/payment_intents`, also of a time, and with the charges where `expand` wants them. */
export const list: Route = {
  method: 'GET',
  path: /^\/v1\/payment_intents$/,
  read(params) {
    const page = pageIn(params);
    const since = params.whole('created[gte]', SECONDS) ?? 0;
    const before = params.whole('created[lt]', SECONDS) ?? Infinity;
    const expanded = params.list('expand');
    if (expanded.some((member) => member !== 'data.latest_charge'))
      throw invalid('Only data.latest_charge can be expanded here.', { param: 'expand' });
    params.nothingElse();
    return decision(({ books }) => {
      const wanted = [...books.intents.values()].filter(({ created }) => created >= since && created < before);
      const found = listed(wanted, page, '/v1/payment_intents');
      return ok(expanded.length ? { ...found, data: found.data.map((intent) => withCharge(intent, books)) } : found);
    });
  },
};

/** A refund counts from when it is made until it fails. */
function withCharge(intent: PaymentIntent, books: Books): object {
  const { id, amount, amount_received: received, currency, latest_charge: charge } = intent;
  if (charge === null) return intent;
  const refunds = books.refundsOfIntent(id).filter(({ status }) => status !== 'failed');
  const refunded = refunds.reduce((sum, refund) => sum + refund.amount, 0);
  const sums = { amount, amount_captured: received, amount_refunded: refunded, refunded: refunded === received };
  return { ...intent, latest_charge: { id: charge, object: 'charge', ...sums, currency, payment_intent: id } };
}

/** A value in quotes, in which a backslash stands before such a quote or another backslash. */
const QUERY = /^metadata\[(['"])([^'"[\]]{1,40})\1\]:(['"])((?:(?!\3)[^\\]|\\.)*)\3$/;

/** `GET /v1/payment_intents/search`, by one member of the metadata, which is all that we ask for. What was just made is found at once: Stripe may take a minute. */
export const search: Route = {
  method: 'GET',
  path: /^\/v1\/payment_intents\/search$/,
  read(params) {
    const query = params.required('query', params.text('query'));
    const limit = params.whole('limit', { min: 1, max: 100 }) ?? 10;
    params.nothingElse();
    const [, , name, , value] = QUERY.exec(query) ?? [];
    if (name === undefined || value === undefined)
      throw invalid("Only queries such as metadata['order_id']:'7' are understood here.", { param: 'query' });
    return decision(({ books }) => {
      const found = books.withMetadata(name, value.replaceAll(/\\(.)/g, '$1')).toReversed();
      const data = found.slice(0, limit);
      const more = { has_more: found.length > limit, next_page: null, url: '/v1/payment_intents/search' };
      return ok({ object: 'search_result', data, ...more });
    });
  },
};
