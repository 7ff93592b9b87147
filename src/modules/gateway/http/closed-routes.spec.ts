import { messagingError, overloaded } from '#libs/messaging';
import { problemOf } from '../problems/problem-of.js';
import { ClosedRoutes } from './closed-routes.js';

const request = () => ({ routeOptions: { config: {} } }) as never;
const [orders, products] = [request(), request()];
let routes: ClosedRoutes;
beforeEach(() => {
  routes = new ClosedRoutes();
});
const note = (error: Error): void => routes.note(orders, error, problemOf(error), 1_000);

it('what a context said is repeated for a twentieth of a second, to requests of the same route', () => {
  note(overloaded('orders has too much to do', 6_400));
  expect(routes.problemOf(orders, 1_049)).toMatchObject({
    status: 503,
    code: 'context.overloaded',
    extras: { headers: { 'retry-after': '7' } },
  });
  expect(routes.problemOf(products, 1_049)).toBeUndefined();
  expect(routes.problemOf(orders, 1_050)).toBeUndefined();
});

it('not for longer than until there is room', () => {
  note(overloaded('orders has too much to do', 20));
  expect(routes.problemOf(orders, 1_019)).toBeDefined();
  expect(routes.problemOf(orders, 1_020)).toBeUndefined();
});

it.each([
  messagingError('context.unavailable', 'orders is away', { retryAfterMs: 1_000 }),
  messagingError('context.overloaded', 'nobody knows for how long'),
  Object.assign(new Error('broken'), { code: 'context.overloaded', details: { retryAfterMs: 1_000 } }),
])('nothing else is repeated: %s', (error) => {
  note(error);
  expect(routes.problemOf(orders, 1_000)).toBeUndefined();
});
