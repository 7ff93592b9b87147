import type { Seen } from './answers.js';
import { KnownInstances } from './known-instances.js';

const healthy = (id: string, port = 1): Seen => ({ id, host: 'h', port, isHealthy: true });
const critical = (id: string, port = 1): Seen => ({ ...healthy(id, port), isHealthy: false });

describe('the instances of a service', () => {
  let known: KnownInstances;
  let index: number;
  let now: number;
  beforeEach(() => {
    [known, index, now] = [new KnownInstances(), 10, 0];
    says(healthy('a'), healthy('b'));
  });
  const says = (...seen: Seen[]) => known.answered({ index: ++index, seen }, now);
  const saysAnew = (...seen: Seen[]) => known.answered({ index: (index = 5), seen }, now);
  const ids = () => known.list.map(({ id }) => id).toSorted();

  it('are asked for from the latest change on', () => {
    expect([new KnownInstances().index, known.index]).toEqual([0, 11]);
  });

  it.each([
    ['is not registered any more', [healthy('a')]],
    ['is critical', [healthy('a'), critical('b')]],
  ])('one that %s leaves at once while another remains', (_, seen) => {
    says(...seen);
    expect(known.list).toEqual([{ id: 'a', host: 'h', port: 1 }]);
  });

  it.each([
    ['nobody is registered any more', []],
    ['all are critical', [critical('a'), critical('b')]],
    ['the last one is critical, and the other has left', [critical('a')]],
  ])('stay as they were when %s', (_, seen) => {
    says(...seen);
    expect(ids()).toEqual(['a', 'b']);
    says(healthy('c'));
    expect(ids()).toEqual(['c']);
  });

  it('are those that are critical when nobody else was ever known', () => {
    known = new KnownInstances();
    says(critical('a'));
    expect(ids()).toEqual(['a']);
  });

  it('are known by their latest address, healthy or not', () => {
    says(critical('a', 2), critical('b', 3));
    expect(known.list.map(({ port }) => port)).toEqual([2, 3]);
  });

  it.each([
    ['before', [critical('a', 2), healthy('a', 3)]],
    ['after', [healthy('a', 3), critical('a', 2)]],
  ])('one that has moved to another machine is known there, with its dead entry %s the new one', (_, seen) => {
    says(...seen);
    expect(known.list).toEqual([{ id: 'a', host: 'h', port: 3 }]);
  });

  describe.each([
    ['was away', () => known.lost()],
    ['counts from a smaller index', () => undefined],
  ])('of an agent that %s', (_, happens) => {
    beforeEach(() => {
      happens();
      now = 1_000;
      saysAnew(healthy('b', 2));
    });

    it('are kept until they have registered again', () => {
      expect(ids()).toEqual(['a', 'b']);
      expect(known.list).toContainEqual({ id: 'b', host: 'h', port: 2 });
      now = 10_999;
      says(healthy('b'));
      expect(ids()).toEqual(['a', 'b']);
    });

    it('leave when they have not done so for ten seconds', () => {
      now = 11_000;
      says(healthy('b'));
      expect(ids()).toEqual(['b']);
    });

    it('leave at once when they are critical', () => {
      says(healthy('b'), critical('a'));
      expect(ids()).toEqual(['b']);
    });

    it('are asked for again when the list has settled', () => {
      expect([known.waitMs(1_000, 30_000), known.waitMs(8_000, 30_000)]).toEqual([10_000, 3_000]);
      expect(known.waitMs(11_000, 30_000)).toBe(30_000);
    });
  });

  it('are asked for from the beginning after an index that is not one, or goes back', () => {
    known.answered({ index: 0, seen: [] }, now);
    expect(known.index).toBe(0);
    says();
    known.answered({ index: 3, seen: [] }, now);
    expect(known.index).toBe(0);
  });

  it('are asked for from the beginning after an absence', () => {
    known.lost();
    expect(known.index).toBe(0);
  });
});
