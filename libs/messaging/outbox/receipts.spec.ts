import { jest } from '@jest/globals';
import { Receipts } from './receipts.js';

const key = (id: string) => ({ id, receiver: 'store' });

describe('receipts', () => {
  beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => jest.useRealTimers());

  it('wait for others while all of them are young', () => {
    const receipts = new Receipts();
    receipts.add(key('a'));
    jest.advanceTimersByTime(19);
    receipts.add(key('b'));
    expect(receipts.takeRipe()).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(receipts.takeRipe()).toEqual([key('a'), key('b')]);
    expect(receipts.takeRipe()).toEqual([]);
  });

  it('tell how long the first of them has waited', () => {
    const receipts = new Receipts();
    expect(receipts.waitedMs).toBe(-Infinity);
    receipts.add(key('a'));
    jest.advanceTimersByTime(30);
    receipts.add(key('b'));
    expect(receipts.waitedMs).toBe(30);
    expect(receipts.takeAll()).toHaveLength(2);
    expect(receipts.waitedMs).toBe(-Infinity);
  });

  it('that were given back are taken by the next commit', () => {
    const receipts = new Receipts();
    receipts.giveBack([]);
    expect(receipts.waitedMs).toBe(-Infinity);
    receipts.giveBack([key('a')]);
    receipts.add(key('b'));
    expect(receipts.takeRipe()).toEqual([key('a'), key('b')]);
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
