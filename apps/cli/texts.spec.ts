import type { Lane } from './api/api.types.js';
import { breakersText } from './commands/breakers.js';
import { groupsText } from './commands/dlq/list.js';
import { settlementText } from './commands/dlq/settle.js';
import { deadMessageText } from './commands/dlq/show.js';
import { lagText } from './commands/lag.js';
import { aboutText, detailLines } from './details-text.js';
import { storyText } from './story-text.js';
import { table } from './table.js';
import { clock, duration } from './times.js';

const at = '2026-11-24T10:00:00.000Z';

it('a table has columns as wide as they need, numbers to the right', () => {
  const rows = [
    ['a', 5],
    ['longer', 12],
  ] as const;
  expect(table(['name', 'n'], rows)).toBe('name     n\na        5\nlonger  12');
});

it('nothing that somebody wrote acts on the terminal', () => {
  expect(table(['why'], [['red \u001b[31m\nnext']])).toBe('why\nred  [31m next');
  expect(aboutText({ why: '\u001b[2J' }, at)).toBe('why  [2J');
  expect(detailLines({ why: { a: '\u001b[2J' } }, at).join()).not.toContain('\u001b');
});

const orderId = '01a228b9-1bc6-765e-ab39-a7aca6358d38';

it.each([
  [{ lines: [1, 2], total: { amount: 2_500, currency: 'EUR' }, trace: 'a1' }, '2 items, total 25.00 EUR'],
  [{ of: { saga: 's' }, step: 'stock', sends: 'payment', until: 1_795_979_579_638, nothing: null }, 'stock'],
  [{ yen: { amount: 1_250, currency: 'JPY' }, userId: orderId }, 'yen 1250 JPY'],
  [{ due: '2026-11-24T10:02:03.000Z' }, `due ${clock(new Date('2026-11-24T10:02:03Z'))} (2 min 3 s later)`],
])('of the details %j a reader is told "%s"', (details, text) => expect(aboutText(details, at)).toBe(text));

it.each([
  [7, '7 ms'],
  [1_440, '1.4 s'],
  [123_000, '2 min 3 s'],
  [7_200_000, '2 h'],
  [90_000_000, '1 d 1 h'],
])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

it('the breakers say whom the gateway calls now', () => {
  const counts = { successes: 0, failures: 5, refused: 12 };
  const open = { name: 'gateway to payments', state: 'open', since: at, counts, opened: 1 } as const;
  expect(breakersText({ data: [open] }, Date.parse(at) + 7_400)).toBe(
    'breaker              state  for    opened  succeeded  failed  refused in the last 10 s\n' +
      'gateway to payments  open   7.4 s       1          0       5                        12',
  );
  expect(breakersText({ data: [] })).toBe('The process of the gateway has not called another process yet.');
});

describe('the lag', () => {
  const rest: Lane = {
    receiver: 'orders',
    due: 0,
    oldestDueMs: null,
    underWay: 0,
    later: 0,
    deadLetters: 0,
    inMemory: 0,
    window: 10_000,
    away: false,
  };
  const away: Lane = { ...rest, receiver: 'inventory', due: 3, oldestDueMs: 1_500, away: true };
  const lag = { contexts: [{ context: 'users', replica: 'one', lanes: [rest, away] }], missing: [] };

  it('shows where something waits, and counts the rest', () => {
    const [, row, sum, ...more] = lagText(lag).split('\n');
    expect(row).toMatch(/^users +inventory +3 +1\.5 s .* away$/);
    expect([sum, ...more]).toEqual(['1 of 2 lanes are at rest.']);
  });

  it('says how far each copy of the read side is behind, whether something waits or not', () => {
    const copy = { projection: 'orders', store: 'postgres', copy: 1, state: 'live', isFilled: true, lagSeconds: 0.25 };
    const filling = { ...copy, copy: 2, state: 'building', isFilled: false, lagSeconds: null };
    const projections = [copy, filling];
    const text = lagText({
      contexts: [{ context: 'orders', replica: 'one', lanes: [rest], projections }],
      missing: [],
    });
    expect(text.split('\n')).toEqual([
      '1 of 1 lanes are at rest.',
      'orders@postgres copy 1 (live) is 250 ms behind.',
      'orders@postgres copy 2 (building) is fed by nobody, and is being filled.',
    ]);
  });

  it('shows everything on demand', () => expect(lagText(lag, true).split('\n')).toHaveLength(3));
});

describe('the story of an order', () => {
  const fact = (what: string, details: object, ms = 0) => ({
    at,
    ms,
    context: 'orders',
    kind: 'event',
    what,
    details: { ...details },
  });
  const begun = fact('checkout started', { until: 1_795_956_129_127, of: { data: { lines: [] } }, message: orderId });
  const placed = fact('order placed', { lines: [{}], method: 'pm_card_visa', message: orderId }, 7);
  const story = {
    facts: [begun, placed, fact('a message is taken', { message: orderId }, 7)],
    traces: [{ id: 'a1' }, { id: 'b2' }],
    isWhole: false,
    missing: [],
  };

  it('is told in times and words, without epoch milliseconds, objects and ids', () => {
    const time = clock(new Date(at));
    expect(storyText(orderId, story, { width: 100 }).split('\n')).toEqual([
      `Order ${orderId}`,
      '',
      '24 November 2026',
      `${time}             orders  checkout started`,
      `${time}      +7 ms  orders  order placed: 1 item, method pm_card_visa`,
      '',
      'There is more than is told here.',
      `Trace a1: cleave trace ${orderId}`,
      '--details shows ids, messages and deadlines; --json shows all for programs.',
    ]);
  });

  it('links to its traces where they can be seen', () => {
    const traces = ['a', 'b'].map((id) => ({ id, url: `https://jaeger.example.org/trace/${id}` }));
    const text = storyText(orderId, { ...story, traces }, { width: 100 });
    expect(text).toMatch(/\nTrace: https:\S+\/a\nTrace: https:\S+\/b\n--details/);
    expect(storyText(orderId, { ...story, traces: [] }, { width: 100 })).not.toContain('race');
  });

  it('holds everything on demand, times in words there, too', () => {
    const text = storyText(orderId, story, { details: true, width: 100 });
    expect(text).toContain(`message: ${orderId}`);
    expect(text).toContain('a message is taken');
    expect(text).not.toContain('1795956129127');
    expect(text).toMatch(/until: [\d:.]+ \(/);
  });

  it.each([100, 60, 40])('has no line that is wider than a terminal of %d columns', (width) => {
    const long = fact('order placed', { note: 'some words '.repeat(30), word: 'x'.repeat(300) });
    for (const details of [false, true]) {
      const lines = storyText(orderId, { ...story, facts: [...story.facts, long] }, { width, details }).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });
});

describe('dead letters', () => {
  const [group, why] = ['3f2a9c0d1e4b', 'internal: no'];

  it('are counted by group, or there are none', () => {
    const one = { context: 'orders', group, receiver: 'inventory', type: 't', error: why, count: 2, oldest: at };
    expect(groupsText({ data: [one], missing: [] }).split('\n')).toHaveLength(2);
    expect(groupsText({ data: [], missing: [] })).toBe('No dead letters.');
  });

  it('say in full where they died and what was done', () => {
    const settled = { at, by: 'u', why: 'redriven: mended' };
    const letters = [{ receiver: 'inventory', group, failures: 10, why, diedAt: at, settled }];
    const text = deadMessageText({ id: 'i', type: 't', key: 'k', bornAt: at, headers: {}, letters });
    expect(text).toContain(`settled  ${at} by u: redriven: mended`);
    expect(text).not.toContain('body');
  });

  it.each([
    [{ settled: 1, already: 0, more: false }, '1 letter sent again'],
    [{ settled: 0, already: 1, more: false }, '0 letters sent again; 1 letter had been settled before'],
    [{ settled: 200, already: 0, more: true }, '200 letters sent again; there are more: ask again'],
  ])('%j is told as "%s"', (settlement, text) => expect(settlementText('redrive', settlement)).toBe(text));
});
