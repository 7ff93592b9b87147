import { failureOf, isDeclined, isKeptError } from './failure.js';

it.each([
  [{ type: 'StripeCardError', statusCode: 402, code: 'card_declined' }, true],
  [{ type: 'StripeInvalidRequestError', statusCode: 400, code: 'resource_missing', param: 'payment_method' }, true],
  [{ type: 'StripeInvalidRequestError', statusCode: 400, code: 'amount_too_small', param: 'amount' }, true],
  [{ type: 'StripeInvalidRequestError', statusCode: 400, code: 'resource_missing', param: 'customer' }, false],
  [{ type: 'StripeRateLimitError', statusCode: 429 }, false],
  [{ type: 'StripeConnectionError' }, false],
])('%o: declined is %s', (failure, declined) => {
  expect(isDeclined(failure)).toBe(declined);
});

it.each([
  [{ type: 'StripeIdempotencyError', statusCode: 400 }, 'payment-provider.another-amount'],
  [{ type: 'StripeConnectionError' }, 'payment-provider.no-answer'],
  [{ type: 'StripeAPIError', statusCode: 500 }, 'payment-provider.failed'],
  [{ type: 'StripeAPIError', statusCode: 409, code: 'idempotency_key_in_use' }, 'payment-provider.failed'],
  [{ type: 'StripeRateLimitError', statusCode: 429 }, 'payment-provider.failed'],
  [{ type: 'StripeAuthenticationError', statusCode: 401 }, 'payment-provider.failed'],
])('%o is told as %s', (failure, code) => {
  expect(failureOf(failure, 'key')).toMatchObject({ code, message: expect.stringContaining('key') });
});

it('leaves alone what no call has thrown', () => {
  const bug = new TypeError('a bug');
  expect(failureOf(bug, 'key')).toBe(bug);
});

it('knows an error that is kept by its being replayed', () => {
  const headers = { 'idempotent-replayed': 'true' };
  expect(isKeptError({ statusCode: 500, headers })).toBe(true);
  expect(isKeptError({ statusCode: 500, headers: {} })).toBe(false);
  expect(isKeptError({ statusCode: 402, headers })).toBe(false);
});
