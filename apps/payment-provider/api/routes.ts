import { invalid } from './api-error.js';
import { listEvents } from './events.js';
import { cancel } from './payment-intents/cancel.js';
import { capture } from './payment-intents/capture.js';
import { confirm } from './payment-intents/confirm.js';
import { create } from './payment-intents/create.js';
import { list, retrieve, search } from './payment-intents/look.js';
import { createRefund } from './refunds/create.js';
import { listRefunds, retrieveRefund } from './refunds/look.js';
import type { Route } from './route.js';

/** Exactly the routes of Stripe that Cleave uses, or that a person needs to look at what it did. */
export const ROUTES: readonly Route[] = [
  create,
  confirm,
  capture,
  cancel,
  search,
  list,
  retrieve,
  createRefund,
  listRefunds,
  retrieveRefund,
  listEvents,
];

/** @throws ApiError  there is no such route */
export function routeOf(method: string, path: string): { route: Route; id: string } {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match) return { route, id: match[1] ?? '' };
  }
  throw invalid(`Unrecognized request URL (${method}: ${path.slice(0, 200)}).`, { status: 404 });
}
