import { ApiError } from './api-error.js';
import { Params } from './params.js';

const refusal = (read: () => unknown): ApiError['error'] => {
  try {
    read();
  } catch (error) {
    return (error as ApiError).error;
  }
  throw new Error('it was taken');
};

it('reads what is asked for, and refuses the rest by name', () => {
  const params = new Params('amount=500&confirm=true&metadata[order_id]=o%201&metadata[__proto__]=x&stray=1');
  expect(params.whole('amount', { min: 1, max: 1_000 })).toBe(500);
  expect(params.flag('confirm')).toBe(true);
  expect(params.metadata()).toMatchObject({ order_id: 'o 1' });
  expect({}).not.toHaveProperty('x');
  expect(refusal(() => params.nothingElse())).toMatchObject({ code: 'parameter_unknown', param: 'stray' });
});

it.each(['', '-1', '1.5', '1e3', '0x10', '1001', '0', 'NaN', '9'.repeat(30)])('takes "%s" for no amount', (text) => {
  const read = () => new Params(`amount=${text}`).whole('amount', { min: 1, max: 1_000 });
  expect(refusal(read)).toMatchObject({ type: 'invalid_request_error', param: 'amount' });
});

it('limits texts, choices and metadata', () => {
  expect(refusal(() => new Params(`a=${'x'.repeat(501)}`).text('a'))).toMatchObject({ param: 'a' });
  expect(refusal(() => new Params('a=c').choice('a', ['b']))).toMatchObject({ param: 'a' });
  const many = Array.from({ length: 51 }, (_, n) => `metadata[m${n}]=1`).join('&');
  expect(refusal(() => new Params(many).metadata())).toMatchObject({ param: 'metadata' });
});

it('is the same request in another order, and another one with another value', () => {
  const canonical = (text: string) => new Params(text).canonical;
  expect(canonical('a=1&b=2')).toBe(canonical('b=2&a=1'));
  expect(canonical('a=1&b=2')).not.toBe(canonical('a=1&b=3'));
  expect(canonical('a=1%26b%3D2')).not.toBe(canonical('a=1&b=2'));
});
