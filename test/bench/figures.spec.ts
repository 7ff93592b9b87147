import { rateIn } from '../../bench/limit/pgbench.js';
import { percentilesOf } from '../../bench/load/percentiles.js';
import { Tally } from '../../bench/load/tally.js';
import { optionsFrom } from '../../bench/options.js';
import { selfTimes } from '../../bench/profile/self-times.js';
import { hasMarks, withFigures } from '../../bench/report/marks.js';
import { median } from '../../bench/report/median.js';
import { quietness } from '../../bench/report/quietness.js';
import { summaryOf } from '../../bench/report/summary.js';
import { table } from '../../bench/report/table.js';
import { memoryIn } from '../../bench/search/filling.js';
import { itemsPerBatch } from '../../bench/stage/batches.js';

it.each([
  ['nothing', [], 0, 0, 0],
  ['one value', [7], 7, 7, 7],
  ['three values', [3, 1, 2], 2, 3, 3],
  ['1 to 1,000', Array.from({ length: 1_000 }, (_, n) => n + 1), 500, 950, 990],
])('of %s the percentiles are nearest ranks', (_, values, p50, p95, p99) => {
  expect(percentilesOf(values)).toEqual({ p50, p95, p99 });
});

it.each([
  [[], undefined],
  [[undefined], undefined],
  [[10, 9, 100], 10],
  [[4, undefined, 2], 3],
])('of %j the median is %j', (values, middle) => {
  expect(median(values)).toBe(middle);
});

describe('what pgbench tells', () => {
  const wish = { clients: 1, isHot: false, warmUpSeconds: 2, seconds: 3 };
  async function* lines(...progress: [at: number, tps: number][]): AsyncGenerator<string> {
    yield 'pgbench (15.18, server 18.4)';
    for (const [at, tps] of progress) yield `progress: ${at.toFixed(1)} s, ${tps} tps, lat 1.0 ms stddev 0.2, 0 failed`;
  }

  it('counts after the warm-up, each line for as long as it speaks of', async () => {
    const rate = rateIn(lines([1, 5], [2, 900], [3, 100], [4.5, 200], [5, 300], [6, 900]), wish);
    expect(await rate).toBeCloseTo((100 + 1.5 * 200 + 0.5 * 300) / 3);
  });

  it('is no figure when it ends before its time', async () => {
    await expect(rateIn(lines([1, 5], [2, 900], [3, 100]), wish)).rejects.toThrow('pgbench ended early');
  });
});

it('the size of batches is that of the batches in between', () => {
  const from = { orders: { batches: 2, items: 10 }, users: { batches: 1, items: 1 } };
  const to = { ...from, orders: { batches: 6, items: 90 }, payments: { batches: 2, items: 3 } };
  expect(itemsPerBatch(from, to)).toEqual({ orders: 20, payments: 1.5 });
});

it('memory while a copy is filled is told by how much is filled', () => {
  const samples = [
    [0, 200],
    [40, 310],
    [90, 300],
    [100, 305],
  ].map(([filled, megabytes]) => ({ filled: filled!, megabytes: megabytes! }));
  expect(memoryIn(samples)).toEqual({ before: 200, tenth: 310, half: 300, end: 305, most: 310 });
  expect(memoryIn([{ filled: 0, megabytes: 1 }])).toEqual({ before: 1, tenth: 1, half: 1, end: 1, most: 1 });
});

describe('a placement beside the monolith', () => {
  const system = (ordersPerSecond: number, processes: { name: string; cpu?: number; megabytes?: number }[] = []) => ({
    ordersPerSecond,
    ms: { p50: 1, p95: 2, p99: 3 },
    cpu: {},
    commitsPerOrder: 1,
    walBytesPerOrder: 1,
    itemsPerBatch: {},
    processes,
  });
  const rounds = [
    { limitPerSecond: 100, systems: [system(50), system(40, [{ name: 'orders', cpu: 0.2, megabytes: 100 }])] },
    { limitPerSecond: 10, systems: [system(5), system(2, [{ name: 'orders', cpu: 0.4 }])] },
    { limitPerSecond: 40, systems: [system(30), system(21, [{ name: 'orders', cpu: 0.3, megabytes: 120 }])] },
  ];
  const run = { clients: 64, kind: 'spread' as const, rounds };

  it('is compared round by round', () => {
    expect(summaryOf(run, 0)).toMatchObject({ ordersPerSecond: 30, ratio: 0.5, ofMonolith: 1 });
    expect(summaryOf(run, 1)).toMatchObject({ ordersPerSecond: 21, limitPerSecond: 40, ratio: 0.4, ofMonolith: 0.7 });
  });

  it('has figures of its processes', () => {
    expect(summaryOf(run, 1).processes).toEqual([{ name: 'orders', cpu: 0.3, megabytes: 110 }]);
  });
});

it('a machine on which somebody else works is called busy', () => {
  expect(quietness([0.05, undefined, 0.1])).toBe('others took up to 10 % of a core');
  expect(quietness([0.05, 1.5])).toBe('the machine was BUSY, others took up to 150 % of a core');
  expect(quietness([undefined])).toBe('nobody looked what else was running');
});

it('a table is readable as it stands', () => {
  const columns = [
    { head: 'process', cell: ({ name }: { name: string; mb: string }) => name, isText: true },
    { head: 'MB', cell: ({ mb }: { name: string; mb: string }) => mb },
  ];
  const rows = [{ name: 'orders', mb: '1,204' }];
  expect(table(columns, rows).split('\n')).toEqual([
    '| process |    MB |',
    '| ------- | ----: |',
    '| orders  | 1,204 |',
  ]);
});

it('figures take the place of the old ones between their marks', () => {
  const document = 'a\n<!-- bench b -->\nold\n<!-- /bench -->\nc <!-- bench d -->';
  expect(hasMarks(document, 'b')).toBe(true);
  expect(hasMarks(document, 'd')).toBe(false);
  expect(withFigures(document, 'b', 'new')).toBe('a\n<!-- bench b -->\n\nnew\n\n<!-- /bench -->\nc <!-- bench d -->');
});

describe('an order counts', () => {
  const confirmed = { status: 200, body: '{"status":"confirmed","lines":[{"total":{}}],"total":{"amount":1250}}' };
  const counted = (answer: typeof confirmed): Tally => {
    const tally = new Tally();
    tally.begin();
    tally.count(answer, 5);
    return tally;
  };

  it('when it is confirmed', () => {
    const tally = counted(confirmed);
    expect(tally.measured()).toMatchObject({ confirmed: 1, ms: { p50: 5 } });
    expect(tally.totals).toEqual({ confirmed: 1, amount: 1_250, others: {} });
  });

  it.each([
    [{ status: 202, body: '{"status":"pending"}' }, '202'],
    [{ status: 200, body: '{"status":"cancelled"}' }, '200'],
    [{ status: 503, body: '{"code":"context.overloaded"}' }, '503 context.overloaded'],
  ])('not when it is answered %j', (answer, name) => {
    const tally = counted(answer);
    expect(tally.measured().confirmed).toBe(0);
    expect(tally.totals).toEqual({ confirmed: 0, amount: 0, others: { [name]: 1 } });
  });
});

it('a profile is told by what was on top, without idling and without waiting for a core', () => {
  const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 9 });
  const nodes = [
    { id: 1, callFrame: frame('(idle)', '') },
    { id: 2, callFrame: frame('decide', 'file:///clone/dist/libs/x.js') },
    { id: 3, callFrame: frame('parse', 'file:///clone/node_modules/@a/b/c.js') },
    { id: 4, callFrame: frame('', '') },
  ];
  const samples = [1, 2, 3, 2, 4, 2];
  const timeDeltas = [4_000, 1_000, 500, 1_000, 250, 9_000];
  expect(selfTimes({ nodes, samples, timeDeltas })).toEqual({
    busyMs: 2.75,
    idleMs: 4,
    awayMs: 9,
    functions: [
      { name: 'decide', file: 'dist/libs/x.js', line: 10, ms: 2 },
      { name: 'parse', file: '@a/b', line: 10, ms: 0.5 },
      { name: '(anonymous)', file: 'native', line: 10, ms: 0.25 },
    ],
    files: [
      ['dist/libs/x.js', 2],
      ['@a/b', 0.5],
      ['native', 0.25],
    ],
  });
});

it('options say what they do not take', () => {
  expect(optionsFrom(['--clients', '1,16', '--hot', 'none', '--cleave-only'])).toMatchObject({
    clients: [1, 16],
    hot: [],
    rounds: 3,
    cleaveOnly: true,
  });
  expect(() => optionsFrom(['--clients', '1,x'])).toThrow('--clients: "x" is no whole number above 0');
  expect(() => optionsFrom(['--fast'])).toThrow('--fast');
  expect(() => optionsFrom(['--transport', 'redis'])).toThrow('--transport: it carries for --placement or --split');
  expect(() => optionsFrom(['--placement', 'nowhere.yaml'])).toThrow('--placement: there is no file nowhere.yaml');
});

it('placements become what npm start takes', () => {
  const { placements } = optionsFrom([
    '--split',
    'payments',
    '--placement',
    'placements/pairs.yaml',
    '--transport',
    'redis',
  ]);
  expect(placements).toEqual([
    {
      name: 'pairs over redis',
      args: ['--placement', expect.stringMatching(/^\/.*\/placements\/pairs\.yaml$/), '--transport', 'redis'],
    },
    { name: 'split payments over redis', args: ['--split', 'payments', '--transport', 'redis'] },
  ]);
});
