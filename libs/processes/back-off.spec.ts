import { BackOff } from './back-off.js';

const longest = () => 1;

it('waits longer every time, up to 10 s, and less than that by chance', () => {
  const backOff = new BackOff();
  const pauses = Array.from({ length: 8 }, () => backOff.next(0, longest));
  expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
  expect(backOff.next(0, () => 0)).toBe(5_000);
});

it('begins anew with a process that had served for long', () => {
  const backOff = new BackOff();
  backOff.next(0, longest);
  backOff.next(0, longest);
  expect(backOff.next(60_000, longest)).toBe(200);
});
