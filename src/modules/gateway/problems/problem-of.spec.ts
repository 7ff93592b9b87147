import * as inventory from '#shared/contracts/inventory';
import * as orders from '#shared/contracts/orders';
import * as users from '#shared/contracts/users';
import * as operations from '#libs/messaging/ops';
import { messagingError, MESSAGING_CODES, overloaded, type MessagingCode } from '#libs/messaging';
import { refuse, type ContractClass } from '#libs/messaging/contract';
import { problemOf } from './problem-of.js';
import { sentenceOf } from './sentences.js';

/** A status for which no text is defined. */
const ANY = 599;
const { AdjustStock } = inventory;
const { PlaceOrder } = orders;
const { Authenticate, RegisterUser } = users;

describe('what a context refuses', () => {
  it.each([
    { refusal: refuse(PlaceOrder, 'orders.unknown-product'), status: 400 },
    { refusal: refuse(RegisterUser, 'users.email-taken'), status: 409 },
    { refusal: refuse(Authenticate, 'users.wrong-credentials'), status: 401 },
    { refusal: refuse(AdjustStock, 'inventory.unknown-product'), status: 404 },
  ])('$refusal.code is $status', ({ refusal, status }) =>
    expect(problemOf(refusal)).toMatchObject({ status, code: refusal.code }),
  );

  it('comes with its facts', () => {
    const { extras } = problemOf(refuse(AdjustStock, 'inventory.not-enough-stock', { onHand: 3 }));
    expect(extras.details).toEqual({ onHand: 3 });
  });

  it.each([inventory, operations, orders, users].flatMap((contracts) => codesIn(Object.values(contracts))))(
    'has a sentence for people: %s',
    (code) => expect(sentenceOf(code, ANY)).not.toBe(sentenceOf('no.such-code', ANY)),
  );

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
    'message.not-opened': 500,
    'message.unknown-type': 503,
    'message.no-decision': 500,
    'message.too-large': 413,
    'message.too-old': 400,
    'message.unanswered': 503,
    'message.unreadable': 503,
    'reply.invalid': 500,
    'message.busy': 503,
    'request.deadline': 503,
    'request.unanswered': 503,
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
    expect(problem.extras.headers?.['retry-after']).toBe([503, 409].includes(problem.status) ? '1' : undefined);
  });
});

it.each([
  [0, '1'],
  [900, '1'],
  [2_100, '3'],
])('who is refused for %d ms is told to come again after %s s', (ms, seconds) => {
  expect(problemOf(overloaded('too much', ms))).toMatchObject({
    status: 503,
    extras: { headers: { 'retry-after': seconds } },
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

it('what the client breaks off is not our fault', () => {
  const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET', statusCode: 400 });
  expect(problemOf(aborted)).toMatchObject({ status: 400, code: 'request.malformed' });
});

function codesIn(face: readonly unknown[]): string[] {
  const classes = face.filter((one): one is ContractClass => typeof one === 'function' && 'contract' in one);
  return classes.flatMap(({ contract }) => Object.keys(contract.errors as object));
}
