import { Pace } from './pace.js';

let now: number;
let pace: Pace;
beforeEach(() => {
  now = 0;
  pace = new Pace(() => now);
});
/** Calls that end within ten seconds, and the time that goes by. */
const ended = (calls: number): void => {
  for (let n = 0; n < calls; n++) pace.ended();
  now += 10_000;
};

it('knows nothing before a call was answered', () => expect(pace.worthOf(5)).toBeUndefined());

it('takes as long for what waits as for what ended', () => {
  ended(20);
  ended(40);
  expect(pace.worthOf(30)).toBe(10_000);
  expect(pace.worthOf(0)).toBe(0);
});

it('remembers the rate of the last time, however long nothing has ended', () => {
  ended(20);
  now += 86_400_000;
  expect(pace.worthOf(20)).toBe(10_000);
});

it('forgets what was more than five minutes of work ago', () => {
  ended(1_000_000);
  for (let n = 0; n < 30; n++) ended(10);
  expect(pace.worthOf(10)).toBe(10_000);
});
