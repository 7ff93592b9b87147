import { jest } from '@jest/globals';
import { Receipts } from './receipts.js';

const key = (id: string) => ({ id, receiver: 'store' });
const none = { rows: [], bundles: [] };

describe('receipts', () => {
  beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => jest.useRealTimers());

  it('wait for others while all of them are young', () => {
    const receipts = new Receipts();
    receipts.add(key('a'));
    jest.advanceTimersByTime(19);
    receipts.addBundle('b');
    expect(receipts.takeRipe()).toEqual(none);
    jest.advanceTimersByTime(1);
    expect(receipts.takeRipe()).toEqual({ rows: [key('a')], bundles: ['b'] });
    expect(receipts.takeRipe()).toEqual(none);
  });

  it('tell how long the first of them has waited', () => {
    const receipts = new Receipts();
    expect(receipts.waitedMs).toBe(-Infinity);
    receipts.addBundle('a');
    jest.advanceTimersByTime(30);
    receipts.add(key('b'));
    expect(receipts.waitedMs).toBe(30);
    expect(receipts.takeAll()).toEqual({ rows: [key('b')], bundles: ['a'] });
    expect(receipts.waitedMs).toBe(-Infinity);
  });

  it('that were given back are taken by the next commit', () => {
    const receipts = new Receipts();
    receipts.giveBack(none);
    expect(receipts.waitedMs).toBe(-Infinity);
    receipts.giveBack({ rows: [key('a')], bundles: ['b'] });
    receipts.add(key('c'));
    expect(receipts.takeRipe()).toEqual({ rows: [key('a'), key('c')], bundles: ['b'] });
  });

  it('are found until they are taken', () => {
    const receipts = new Receipts();
    receipts.add(key('a'));
    expect([receipts.has('a', 'store'), receipts.has('a', 'shop'), receipts.has('b', 'store')]).toEqual([
      true,
      false,
      false,
    ]);
    receipts.takeAll();
    expect(receipts.has('a', 'store')).toBe(false);
  });
});
