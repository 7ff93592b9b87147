import type { Lane } from './api/api.types.js';
import { groupsText } from './commands/dlq/list.js';
import { settlementText } from './commands/dlq/settle.js';
import { deadMessageText } from './commands/dlq/show.js';
import { lagText } from './commands/lag.js';
import { storyText } from './commands/order.js';
import { detailsText } from './details-text.js';
import { table } from './table.js';

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
  expect(detailsText({ why: '\u001b[2J' })).toBe('why= [2J');
});

it.each([
  [{ lines: [1, 2], one: [1], total: { amount: 2_500, currency: 'EUR' } }, 'lines=2 items one=1 item total=25.00 EUR'],
  [{ of: { saga: 's' }, step: 'stock', nothing: null }, 'step=stock of={…}'],
  [{ yen: { amount: 1_250, currency: 'JPY' } }, 'yen=1250 JPY'],
])('the details %j are told as %s', (details, text) => expect(detailsText(details)).toBe(text));

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

  it('shows everything on demand', () => expect(lagText(lag, true).split('\n')).toHaveLength(3));
});

it('a story has a line per fact', () => {
  const fact = {
    at,
    ms: 7,
    context: 'orders',
    kind: 'event',
    what: 'order placed',
    details: { method: 'pm_card_visa' },
  };
  const text = storyText({ facts: [fact], isWhole: false, missing: [] });
  expect(text.split('\n').slice(1)).toEqual([
    `${at}   7  orders   event  order placed  method=pm_card_visa`,
    'There is more than is told here.',
  ]);
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
