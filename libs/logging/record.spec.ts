import { LineLogger } from './line-logger.js';
import { recordLine } from './record.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

it('a record has a time, a level, a context, a message, and the trace and the key where there are', () => {
  const message = `orders.place.v1 fails trace=${trace} key=01a2-b user=u`;
  const { time, ...rest } = JSON.parse(recordLine({ level: 'error', context: 'orders door', message })) as Record<
    string,
    string
  >;
  expect(rest).toEqual({ level: 'error', context: 'orders door', message, traceId: trace, key: '01a2-b' });
  expect(new Date(time!).toISOString()).toBe(time);
  expect(Object.keys(JSON.parse(recordLine({ level: 'log', context: 'c', message: 'm' })) as object)).toEqual([
    'time',
    'level',
    'context',
    'message',
  ]);
});

describe('the log for programs', () => {
  let written: string[];
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  beforeEach(() => {
    written = [];
    for (const { stream } of streams) stream.write = (text: unknown) => Boolean(written.push(String(text)));
  });
  afterEach(() => {
    for (const { stream, write } of streams) stream.write = write;
  });

  it('is an object per line, whatever is logged', () => {
    const logger = new LineLogger('log', 'json');
    logger.warn('a\nb', 'orders door');
    logger.error(new TypeError('no'), 'orders door');
    logger.error('failed', new Error('x').stack, 'orders door');
    for (const { stream, write } of streams) stream.write = write;
    const records = written.map((line) => JSON.parse(line) as Record<string, string>);
    expect(written.every((line) => /^[^\n]+\n$/.test(line))).toBe(true);
    expect(records.map(({ level, context }) => [level, context])).toEqual([
      ['warn', 'orders door'],
      ['error', 'orders door'],
      ['error', 'orders door'],
    ]);
    expect(records[1]!.message).toMatch(/^TypeError: no <at /);
  });

  it('has no colours where nobody sees them', () => {
    new LineLogger('log').warn('plain', 'orders door');
    expect(written.join('')).not.toContain('\u001b');
  });
});
