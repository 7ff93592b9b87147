import { ConnectionLost } from '#libs/database';
import { describeError, isOutrun, troubleOf, type Trouble } from './trouble.js';

const coded = (code: string, more: object = {}) => Object.assign(new Error('no'), { code, ...more });

test.each<[string, Trouble]>([
  ['40001', 'conflict'],
  ['40P01', 'conflict'],
  ['23505', 'conflict'],
  ['55P03', 'held'],
  ['57014', 'too-slow'],
  ['25P03', 'too-slow'],
  ['25P04', 'too-slow'],
  ['53100', 'environment'],
  ['53300', 'environment'],
  ['57P01', 'environment'],
  ['57P03', 'environment'],
  ['08006', 'environment'],
  ['ECONNREFUSED', 'environment'],
  ['ECONNRESET', 'environment'],
  ['23514', 'broken'],
  ['23502', 'broken'],
  ['22P02', 'broken'],
  ['42P01', 'broken'],
  ['ERR_INVALID_ARG_TYPE', 'bug'],
])('%s is %s', (code, trouble) => expect(troubleOf(coded(code))).toBe(trouble));

test('a connection that broke is lost, whatever the reason', () => {
  expect(troubleOf(new ConnectionLost('read ECONNRESET'))).toBe('lost');
});

test("an error of ours is nobody else's fault", () => {
  expect(troubleOf(new TypeError('undefined is not a function'))).toBe('bug');
});

test.each(['timeout expired', 'Connection terminated unexpectedly'])('%s: so pg tells while it connects', (message) => {
  expect(troubleOf(new Error(message))).toBe('environment');
});

test.each([
  ['a guard', coded('40001'), true],
  ['a deadlock', coded('40P01'), true],
  ['the next version of a stream', coded('23505', { constraint: 'event_pkey' }), true],
  ['a unique key of the context', coded('23505', { constraint: 'payment_order_key' }), false],
  ['a check', coded('23514'), false],
])("%s that fails every time is somebody else's doing: %#", (_, error, outrun) => expect(isOutrun(error)).toBe(outrun));

test('an error of the database says what and where', () => {
  const error = coded('23514', { statement: 'update shelf', table: 'shelf', constraint: 'shelf_taken_check' });
  expect(describeError(error)).toBe('no (23514) in statement update shelf, table shelf, constraint shelf_taken_check');
});
