import type { StripeEvent } from '../ledger/objects.js';
import type { Scenario } from '../scenarios/scenario.js';
import { OrderOfPosting } from './order-of-posting.js';

const event = (id: string, intent = 'pi_1') =>
  ({ id, data: { object: { object: 'payment_intent', id: intent } } }) as StripeEvent;

/** The ids of what is to be posted, as it comes. */
const posted = (how: Scenario['webhooks'], ...events: readonly StripeEvent[]) => {
  const order = new OrderOfPosting(500, 900);
  return events.map((one) => order.next(one, how).map(({ event: { id }, afterMs, times }) => [id, afterMs, times]));
};

it.each([
  ['once', [[['a', 0, 1]], [['b', 0, 1]]]],
  ['twice', [[['a', 0, 2]], [['b', 0, 2]]]],
  ['late', [[['a', 500, 1]], [['b', 500, 1]]]],
  ['silent', [[['a', 900, 1]], [['b', 900, 1]]]],
  ['lost', [[], []]],
  [
    'reordered',
    [
      [],
      [
        ['b', 0, 1],
        ['a', 0, 1],
      ],
    ],
  ],
] as const)('%s', (how, expected) => {
  expect(posted(how, event('a'), event('b'))).toEqual(expected);
});

it('reorders the events of one payment intent alone', () => {
  expect(posted('reordered', event('a'), event('x', 'pi_2'), event('b'))).toEqual([
    [],
    [],
    [
      ['b', 0, 1],
      ['a', 0, 1],
    ],
  ]);
});
