import { getHeapSpaceStatistics } from 'node:v8';
import { heapInUse } from '#test/heap';
import { PassingMap } from './passing-map.js';
import { PassingSet } from './passing-set.js';

const oldMegabytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')!.space_used_size / 1e6;

it('is a map', () => {
  const map = new PassingMap<number, string>();
  const expected = new Map<number, string>();
  for (let n = 0; n < 3_000; n++) {
    for (const one of [map, expected]) {
      one.set(n, `value ${n}`);
      one.delete(n - 100);
      one.delete(-1);
    }
    expect(map.size).toBe(expected.size);
    expect(map.get(n - 50)).toBe(expected.get(n - 50));
  }
  expect([...map.values()]).toEqual([...expected.values()]);
});

it('is a set', () => {
  const set = new PassingSet<number>();
  for (let n = 0; n < 3_000; n++) {
    set.add(n);
    set.add(n);
    set.delete(n - 10);
  }
  expect([...set]).toEqual(Array.from({ length: 10 }, (_, n) => 2_990 + n));
  expect(set.size).toBe(10);
});

it('can be emptied while it is read', () => {
  const set = new PassingSet<number>();
  for (let n = 0; n < 1_000; n++) set.add(n);
  const read: number[] = [];
  for (const n of set) {
    read.push(n);
    set.delete(n);
  }
  expect(read).toHaveLength(1_000);
  expect(set.size).toBe(0);
});

it('does not make old what only passes through', () => {
  const map = new PassingMap<number, object>(); // with a Map the median is 9
  const pass = (from: number, to: number): void => {
    for (let n = from; n < to; n++) {
      map.set(n, { n, text: `passing ${n}`, more: [n, { n }] });
      map.delete(n - 64);
    }
  };
  pass(0, 1_000);
  heapInUse(); // a major collection: the table is old now
  const grown = Array.from({ length: 9 }, (_, round) => {
    const before = oldMegabytes();
    pass(1_000 + 50_000 * round, 51_000 + 50_000 * round);
    return oldMegabytes() - before;
  });
  expect(grown.sort((a, b) => a - b)[4]).toBeLessThan(3);
});
