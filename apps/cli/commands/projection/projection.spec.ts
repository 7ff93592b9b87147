import type { Comparison, Copy } from '../../api/projections.types.js';
import { added, comparisonText } from './compare.js';
import { decidedText } from './decide.js';
import { copyMeant, copyNumber } from './drop.js';
import { copiesText } from './list.js';
import { nameIn } from './name.js';
import { progressText } from './progress-text.js';

const live: Copy = {
  projection: 'orders',
  store: 'postgres',
  copy: 1,
  state: 'live',
  shape: 1,
  codeShape: 1,
  filled: 100,
  total: 100,
  isFilled: true,
  perSecond: null,
  secondsLeft: null,
  lagSeconds: 0.25,
  holder: 'monolith-1',
  documents: 98,
};
const building: Copy = {
  ...live,
  copy: 2,
  state: 'building',
  filled: 25,
  isFilled: false,
  perSecond: 5,
  documents: null,
};

it.each([
  ['orders', { projection: 'orders' }],
  ['orders@mongodb', { projection: 'orders', store: 'mongodb' }],
  [undefined, {}],
])('the name %s', (text, name) => expect(nameIn(text)).toEqual(name));

it.each(['', 'Orders', 'orders@', '@mongodb', 'orders@a@b', 'a/b'])('"%s" is no name', (text) =>
  expect(() => nameIn(text)).toThrow('write orders, or orders@mongodb'),
);

it('the list shows which copy is searched, and how far each is', () => {
  expect(copiesText([live, building]).split('\n')).toEqual([
    'projection       copy  state     shape  filled            documents  behind  fed by',
    'orders@postgres     1  live          1  yes               98         250 ms  monolith-1',
    'orders@postgres     2  building      1  25 of 100 (25 %)  ?          250 ms  monolith-1',
  ]);
  expect(copiesText([])).toContain('no copy yet');
});

it('a live copy of an older shape wants a rebuild, and the list says how', () => {
  const text = copiesText([
    { ...live, codeShape: 2 },
    { ...building, codeShape: 2 },
  ]);
  expect(text.split('\n').at(-1)).toMatch(/shape 1, the code makes 2: cleave projection rebuild orders@postgres$/);
});

it.each([
  [
    'with its rate',
    building,
    undefined,
    'orders@postgres copy 2 (building): [#####...............] 25 of 100, 5/s, 15 s left',
  ],
  ['with the rate of the last second', building, 25, '…, 25/s, 3 s left'],
  [
    'that nobody fills',
    { ...building, holder: null, perSecond: null, lagSeconds: null },
    undefined,
    '…, nobody fills it now',
  ],
  ['that is filled', live, undefined, 'orders@postgres copy 1 (live): filled, 250 ms behind'],
  ['that nobody feeds', { ...live, lagSeconds: null }, undefined, '…: filled, fed by nobody'],
  [
    'of nothing',
    { ...building, filled: 0, total: 0, perSecond: 0 },
    undefined,
    '…: [....................] 0 of 0, 0/s',
  ],
] as const)('the progress of a copy %s', (_, copy, rate, text) =>
  expect(progressText(copy, rate)).toMatch(
    new RegExp(
      `${text
        .replace('…', '')
        .replace(/[()[\]]/g, '\\$&')
        .replaceAll('.', '\\.')}$`,
    ),
  ),
);

describe('the copy that is dropped', () => {
  const old = { ...live, copy: 3, state: 'old' as const };
  it('is the one with the number, or the only old one', () => {
    expect(copyMeant([live, building, old], undefined)).toBe(old);
    expect(copyMeant([live, building, old], 2)).toBe(building);
  });

  it('is asked for when it is not clear', () => {
    const both = [old, { ...old, store: 'mongodb' }];
    expect(() => copyMeant(both, undefined)).toThrow('orders@postgres --copy 3, orders@mongodb --copy 3');
    expect(() => copyMeant([live], undefined)).toThrow('There is no old copy');
    expect(() => copyMeant([live], 9)).toThrow('There is no copy 9');
    for (const text of ['0', '-1', '1.5', 'x']) expect(() => copyNumber(text)).toThrow('whole number');
  });
});

describe('a comparison', () => {
  const page: Comparison = {
    projection: 'orders',
    store: 'postgres',
    copy: 2,
    compared: 500,
    same: 500,
    missing: 0,
    extra: 0,
    behind: 0,
    different: 0,
    named: [],
    next: 'x',
  };
  const named = { id: 'a', kind: 'missing', copied: null, true: 2 };
  const wrong = { ...page, same: 478, missing: 22, named: Array(20).fill(named) as (typeof named)[], next: null };

  it('of copies that are the same is one line', () =>
    expect(comparisonText(page)).toBe('Copy 2 of orders@postgres is what the streams say: 500 documents compared.'));

  it('adds its pages up, and names the first twenty differences', () => {
    const sum = added(added(page, wrong), wrong);
    expect(sum).toMatchObject({ compared: 1_500, same: 1_456, missing: 44, next: null, named: { length: 20 } });
    const lines = comparisonText(sum).split('\n');
    expect(lines[0]).toBe('Copy 2 of orders@postgres is not what the streams say: of 1500 documents 44 missing.');
    expect(lines[2]).toBe('a   missing  -                     2');
    expect(lines.at(-1)).toBe('and 24 more');
  });
});

it.each(['building', 'live', 'old', 'dropped'] as const)('what was decided of a copy that is %s now is told', (state) =>
  expect(decidedText({ ...live, state })).toContain('Copy 1 of orders@postgres'),
);
