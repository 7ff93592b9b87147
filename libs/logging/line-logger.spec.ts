import { LineLogger, type LineLoggerOptions } from './line-logger.js';
import { levelsIn } from './levels.js';

/** A logger, and what it has written. */
function logging(options: LineLoggerOptions) {
  const lines: string[] = [];
  const logger = new LineLogger({ ...options, to: { write: (line) => void lines.push(line) } });
  const records = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { logger, lines, records };
}

it('a record has time, level, process, context, part, trace, key and message', () => {
  const trace = { trace_id: '4bf92f3577b34da6a3ce929d0e0e4736', span_id: '00f067aa0ba902b7' };
  const { logger, records } = logging({
    format: 'json',
    base: { process: 'front', replica: '2' },
    current: () => trace,
  });
  logger.error('it fails', { key: '01a2', user: undefined, ms: 3 }, 'orders door');
  const [{ time, ...rest } = {}] = records();
  expect(rest).toEqual({
    level: 'error',
    process: 'front',
    replica: '2',
    context: 'orders',
    part: 'door',
    ...trace,
    key: '01a2',
    ms: 3,
    message: 'it fails',
  });
  expect(new Date(time as string).toISOString()).toBe(time);
});

it('its own fields go before those of what is being done', () => {
  const { logger, records } = logging({ format: 'json', current: () => ({ key: 'current', id: 'a' }) });
  logger.warn('it fails', { key: 'own', id: undefined }, 'orders door');
  expect(records()).toMatchObject([{ key: 'own', id: 'a' }]);
});

it('is readable for people, and does not say twice what the text says', () => {
  const { logger, lines } = logging({ format: 'text', base: { process: 'front' } });
  logger.warn('the key 01a2-b is refused', { key: '01a2-b', reason: 'a b', trace_id: 'ab12' }, 'orders door');
  logger.log('told', 'audit');
  expect(lines[0]).toMatch(
    /^\[\d\d:\d\d:\d\d\.\d{3}\] WARN: \[orders door\] the key 01a2-b is refused reason="a b" trace_id=ab12\n$/,
  );
  expect(lines[1]).toMatch(/INFO: \[audit\] told\n$/);
});

it.each([
  ['an error', (log: LineLogger) => log.error(new TypeError('no'), 'orders door')],
  ['a text and a stack', (log: LineLogger) => log.error('no', new Error('no').stack, 'orders door')],
  ['a text and an error', (log: LineLogger) => log.error('no', new Error('no'), 'orders door')],
])('%s: the line says where', (_, log) => {
  const { logger, lines } = logging({ format: 'text' });
  log(logger);
  expect(lines).toEqual([expect.stringMatching(/\[orders door\] .*no <at .*line-logger\.spec/)]);
});

it('writes what the program says by default, and what Nest says of itself only for who debugs it', () => {
  const { logger, lines } = logging({ format: 'text' });
  logger.log('OrdersModule dependencies initialized', 'InstanceLoader');
  logger.debug('a detail', 'orders outbox');
  expect(lines).toEqual([]);
  logger.levels = levelsIn('debug');
  logger.log('OrdersModule dependencies initialized', 'InstanceLoader');
  expect(lines).toEqual([expect.stringContaining('OrdersModule')]);
});

it('a level holds from the next line on, also of parts that have written already', () => {
  const { logger, records } = logging({ format: 'json', levels: levelsIn('warn') });
  const say = () => ['orders outbox', 'users outbox', 'orders door'].forEach((name) => logger.debug(name, name));
  say();
  logger.levels = levelsIn('orders outbox=debug', logger.levels);
  say();
  logger.levels = levelsIn('fatal,outbox=debug');
  say();
  expect(records().map(({ message }) => message)).toEqual(['orders outbox', 'orders outbox', 'users outbox']);
});

it('keeps the number of its parts, and the length of a line, within limits', () => {
  const { logger, lines } = logging({ format: 'json' });
  for (let n = 0; n < 2_000; n++) logger.log('x', `part-${n}`);
  expect(lines.filter((line) => line.includes('"context"')).length).toBe(500);
  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`field${n}`, '\u0000'.repeat(10_000)]));
  logger.error('\u0000'.repeat(100_000), many, 'part-1');
  expect(lines.at(-1)!.length).toBeLessThan(131_072);
});
