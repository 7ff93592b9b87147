import { jest } from '@jest/globals';
import { SenderClocks } from './sender-clocks.js';

const HOUR = 3_600_000;

beforeEach(() => void jest.useFakeTimers({ now: 10 * HOUR }));
afterEach(() => void jest.useRealTimers());

/** A call that its sender has made so long ago, and waits for so long, by a clock that is so far behind. */
const call = ({ ago = 0, waits = 5_000, behind = 0, from = 'guest' }) => {
  const sent = Date.now() - behind - ago;
  return { from, sent, until: sent + waits };
};

it.each([0, -60_000, 60_000])('time in the queue counts, and a clock that is %i ms behind does not', (behind) => {
  const clocks = new SenderClocks();
  expect(clocks.leftMs(call({ behind }))).toBe(5_000);
  expect(clocks.leftMs(call({ behind, ago: 2_000 }))).toBe(3_000);
  expect(clocks.leftMs(call({ behind, ago: 6_000 }))).toBe(-1_000);
  expect(clocks.leftMs(call({ behind, ago: 0 }))).toBe(5_000);
});

it('of the first call of a sender nothing is known; a faster one tells it', () => {
  const clocks = new SenderClocks();
  expect(clocks.leftMs(call({ ago: 3_000 }))).toBe(5_000);
  clocks.leftMs(call({}));
  expect(clocks.leftMs(call({ ago: 3_000 }))).toBe(2_000);
});

it('a clock that was set back is believed after a minute or two', () => {
  const clocks = new SenderClocks();
  clocks.leftMs(call({}));
  const behind = 30_000;
  expect(clocks.leftMs(call({ behind }))).toBe(-25_000);
  for (let minute = 0; minute < 3; minute++) {
    jest.advanceTimersByTime(60_000);
    clocks.leftMs(call({ behind }));
  }
  expect(clocks.leftMs(call({ behind }))).toBe(5_000);
});

it('remembers a thousand senders, and forgets the first', () => {
  const clocks = new SenderClocks();
  clocks.leftMs(call({ from: 'first' }));
  for (let n = 0; n < 1_000; n++) clocks.leftMs(call({ from: `${n}` }));
  expect(clocks.leftMs(call({ from: 'first', ago: 3_000 }))).toBe(5_000);
});
