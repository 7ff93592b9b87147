import { jest } from '@jest/globals';
import { Rotation, staticDiscovery, type Instance } from './index.js';

const instance = (id: string): Instance => ({ id, host: '127.0.0.1', port: 1 });
const [a, b, c] = ['a', 'b', 'c'].map(instance) as [Instance, Instance, Instance];

describe('rotation', () => {
  let all: Instance[];
  let load: Record<string, number>;
  let isBack: boolean;
  let probed: string[];
  let rotation: Rotation;
  beforeEach(() => {
    jest.useFakeTimers();
    [all, load, isBack, probed] = [[a, b, c], {}, false, []];
    rotation = new Rotation({
      instances: () => all,
      loadOf: ({ id }) => load[id] ?? 0,
      probe: async ({ id }) => {
        probed.push(id);
        if (!isBack) throw new Error('away');
      },
    });
  });
  afterEach(() => {
    rotation.close();
    jest.useRealTimers();
  });
  const offered = (times: number) => Array.from({ length: times }, () => rotation.next()!.id).toSorted();

  it('lets equals take turns', () => {
    expect(offered(6)).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
  });

  it('offers the least busy one', () => {
    load = { a: 2, b: 1, c: 2 };
    expect(offered(3)).toEqual(['b', 'b', 'b']);
  });

  it('offers none twice to one call, and in the end nobody', () => {
    expect(rotation.next(new Set(['a', 'c']))).toBe(b);
    expect(rotation.next(new Set(['a', 'b', 'c']))).toBeUndefined();
  });

  it('does without one that does not answer', () => {
    expect([rotation.failed(b), rotation.failed(b)]).toEqual([true, false]);
    expect(offered(4)).toEqual(['a', 'a', 'c', 'c']);
  });

  it('takes it back when a probe succeeds', async () => {
    rotation.failed(b);
    await jest.advanceTimersByTimeAsync(99);
    expect(probed.length).toBeLessThanOrEqual(1);
    isBack = true;
    await jest.advanceTimersByTimeAsync(300);
    expect(offered(3)).toEqual(['a', 'b', 'c']);
  });

  it('takes it back when a call succeeds, and asks it no more', async () => {
    rotation.failed(b);
    rotation.answered(b);
    await jest.advanceTimersByTimeAsync(60_000);
    expect([offered(3), probed]).toEqual([['a', 'b', 'c'], []]);
  });

  it('asks ever less often, but at least every ten seconds', async () => {
    rotation.failed(b);
    await jest.advanceTimersByTimeAsync(30_000);
    const after30 = probed.length;
    expect(after30).toBeLessThan(15);
    await jest.advanceTimersByTimeAsync(50_000);
    expect(probed.length - after30).toBeGreaterThanOrEqual(5);
    expect(probed.length - after30).toBeLessThanOrEqual(11);
  });

  it('offers all when all are out: a call finds out sooner than a probe', () => {
    for (const one of all) rotation.failed(one);
    expect(offered(3)).toEqual(['a', 'b', 'c']);
  });

  it('forgets those that are not known any more', async () => {
    rotation.failed(b);
    all = [a];
    await jest.advanceTimersByTimeAsync(60_000);
    expect(probed.length).toBeLessThanOrEqual(1);
    all = [a, b];
    expect(offered(2)).toEqual(['a', 'b']);
  });

  it('takes one that is back at another address without a probe, and probes the old address no more', async () => {
    rotation.failed(b);
    const anew = { ...b, port: 2 };
    all = [anew];
    expect(rotation.next()).toBe(anew);
    all = [a, anew];
    expect(offered(2)).toEqual(['a', 'b']);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(probed).toEqual([]);
  });

  it('asks nobody after it was closed', async () => {
    rotation.failed(b);
    rotation.close();
    await jest.advanceTimersByTimeAsync(60_000);
    expect([probed, rotation.failed(a)]).toEqual([[], false]);
  });
});

it('a static list knows what it was told, and nobody else', () => {
  const discovery = staticDiscovery({ orders: [a] });
  expect([discovery.instancesOf('orders'), discovery.instancesOf('constructor')]).toEqual([[a], []]);
});
