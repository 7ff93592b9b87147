import { Logger } from '@nestjs/common';
import { AdjustStock } from '#shared/contracts/inventory';
import { PlaceOrder } from '#shared/contracts/orders';
import { Authenticate, RegisterUser } from '#shared/contracts/users';
import { messagingError, MESSAGING_CODES, type MessagingCode } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { problemOf } from './problem-of.js';
import { titleOf } from './sentences.js';

Logger.overrideLogger(false);

describe('what a context refuses', () => {
  it.each([
    [refuse(PlaceOrder, 'orders.unknown-product'), 400],
    [refuse(RegisterUser, 'users.email-taken'), 409],
    [refuse(Authenticate, 'users.wrong-credentials'), 401],
    [refuse(AdjustStock, 'inventory.unknown-product'), 404],
  ])('%s is %d', (refusal, status) => expect(problemOf(refusal)).toMatchObject({ status, code: refusal.code }));

  it('comes with its facts', () => {
    const { extras } = problemOf(refuse(AdjustStock, 'inventory.not-enough-stock', { onHand: 3 }));
    expect(extras.details).toEqual({ onHand: 3 });
  });

  it('challenges wrong credentials', () => {
    const { extras } = problemOf(refuse(Authenticate, 'users.wrong-credentials'));
    expect(extras.headers).toEqual({ 'www-authenticate': 'Bearer' });
  });

  it('names the fields that a door found at fault', () => {
    const errors = [{ pointer: '/lines/0/quantity', detail: 'too big' }];
    const problem = problemOf(messagingError('message.invalid', 'orders.place-order.v1: …', { errors }));
    expect(problem).toMatchObject({ status: 400, extras: { errors } });
  });
});

describe('what messaging says', () => {
  const expected: Record<MessagingCode, number> = {
    'message.invalid': 400,
    'message.forbidden': 500,
    'message.unknown-type': 503,
    'message.no-decision': 503,
    'message.too-large': 413,
    'message.busy': 503,
    'request.deadline': 503,
    'request.not-begun': 503,
    'request.in-progress': 409,
    'idempotency.key-reused': 422,
    'context.unavailable': 503,
    'context.overloaded': 503,
    internal: 500,
  };
  it.each(Object.keys(MESSAGING_CODES) as MessagingCode[])('%s', (code) => {
    const problem = problemOf(messagingError(code, 'connect ECONNREFUSED 10.0.0.7:5432', { host: '10.0.0.7' }));
    expect(problem.status).toBe(expected[code]);
    if (problem.status >= 500)
      expect(JSON.stringify({ ...problem, message: problem.message })).not.toContain('10.0.0.7');
    if (problem.status === 503) expect(problem.extras.headers).toEqual({ 'retry-after': '1' });
  });
});

it.each([new TypeError('x is not a function'), 'text', undefined, null, { statusCode: 200 }])(
  'anything else is a bare 500: %s',
  (error) => {
    const problem = problemOf(error);
    expect(problem).toMatchObject({ status: 500, code: 'internal', extras: {} });
    expect(problem.message).toBe('Something broke. The trace id finds it in the logs.');
  },
);

it.each([
  ['users.email-taken', 'Email taken'],
  ['request.too-large', 'Request too large'],
  ['idempotency.key-missing', 'Idempotency key missing'],
  ['internal', 'Internal'],
])('the title of %s is %s', (code, title) => expect(titleOf(code)).toBe(title));
