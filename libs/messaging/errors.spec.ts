import { ConnectionLost } from '#libs/database';
import { toWire } from './errors.js';
import { verdictOn } from './door/verdict.js';

const withCode = (code: string): Error => Object.assign(new Error('secret host 10.0.0.7'), { code });
const ENVIRONMENT: readonly [string, Error][] = [
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
  ['a database that is not there', withCode('ECONNREFUSED')],
  ['a database that is shutting down', withCode('57P01')],
  ['too many connections', withCode('53300')],
  ['a table that another session keeps locked', withCode('55P03')],
  ['a connection that was lost', new ConnectionLost('lost')],
];

describe.each(ENVIRONMENT)('%s, met by a query or before a decision', (_, error) => {
  it('is told as unavailable, so that the caller comes again: it is nobody’s bug', () => {
    expect(toWire(error)).toMatchObject({ code: 'context.unavailable', kind: 'unavailable' });
    expect(toWire(error).message).not.toContain('10.0.0.7');
  });

  it('is not counted against the message: ten of them would make it a dead letter', () => {
    expect(verdictOn(error)).toMatchObject({ outcome: 'failed', counted: false, permanent: false });
  });
});

it('a bug stays one', () => {
  expect(toWire(new TypeError('x is not a function'))).toMatchObject({ code: 'internal' });
  expect(verdictOn(new TypeError('x is not a function'))).toMatchObject({ counted: true });
  expect(verdictOn(new Error('timeout of the order is not a number'))).toMatchObject({ counted: true });
  expect(toWire(withCode('23514'))).toMatchObject({ code: 'internal' });
});
