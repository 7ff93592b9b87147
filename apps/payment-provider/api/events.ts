import { ok } from './desk.js';
import { listed, pageIn } from './page.js';
import { decision, type Route } from './route.js';

/** `GET /v1/events`: also those that were never posted, so that whoever missed one can catch up. */
export const listEvents: Route = {
  method: 'GET',
  path: /^\/v1\/events$/,
  read(params) {
    const page = pageIn(params);
    const type = params.text('type');
    const since = params.whole('created[gte]', { min: 0, max: 99_999_999_999 }) ?? 0;
    params.nothingElse();
    return decision(({ books }) => {
      const wanted = [...books.events.values()].filter(
        (event) => (type === undefined || event.type === type) && event.created >= since,
      );
      return ok(listed(wanted, page, '/v1/events'));
    });
  },
};
