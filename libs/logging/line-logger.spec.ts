import { LineLogger } from './line-logger.js';

let written = '';
const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));

beforeEach(() => {
  written = '';
  for (const { stream } of streams) stream.write = (text: unknown) => Boolean((written += String(text)));
});
afterEach(() => {
  for (const { stream, write } of streams) stream.write = write;
});

it.each([
  ['a text of several lines', (log: LineLogger) => log.warn('a\nb\u001b[2Jc', 'orders door')],
  ['an error with its stack', (log: LineLogger) => log.error(new TypeError('a\nb'), 'orders door')],
  [
    'a text and a stack, as Nest gives them',
    (log: LineLogger) => log.error('a\nb', new Error('x').stack, 'orders door'),
  ],
  [
    'an object',
    (log: LineLogger) => log.warn({ a: 'a\nb', nested: { list: Array(50).fill('long enough') } }, 'orders door'),
  ],
])('%s is one line', (_, log) => {
  log(new LineLogger('log'));
  expect(written).toMatch(/^[^\n]*\[orders door\] [^\n]+\n$/);
  expect(written).not.toContain('\u001b[2J');
});

it.each([
  ['an error', (log: LineLogger) => log.error(new TypeError('no'), 'orders door')],
  ['a text and a stack', (log: LineLogger) => log.error('no', new Error('no').stack, 'orders door')],
])('%s: the line says where', (_, log) => {
  log(new LineLogger('log'));
  expect(written).toMatch(/no <at .*line-logger\.spec/);
});

it('writes what the program says by default, and what Nest says of itself only for who debugs it', () => {
  const logger = new LineLogger('log');
  logger.log('OrdersModule dependencies initialized', 'InstanceLoader');
  expect(written).toBe('');
  logger.log('signed in', 'audit');
  expect(written).toContain('signed in');
  new LineLogger('debug').log('OrdersModule dependencies initialized', 'InstanceLoader');
  expect(written).toContain('OrdersModule');
});
