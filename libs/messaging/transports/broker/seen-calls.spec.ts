import { SeenCalls } from './seen-calls.js';

it('a call is the first of its kind once, until it is over', () => {
  const seen = new SeenCalls();
  expect([seen.isFirst('a', 1_000, 0), seen.isFirst('b', 2_000, 10), seen.isFirst('a', 1_000, 20)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(seen.isFirst('c', 3_000, 1_500)).toBe(true);
  expect(seen.size).toBe(2); // a is over
});

it('holds no more than so many, however long they last', () => {
  const seen = new SeenCalls();
  for (let n = 0; n < 250_000; n++) seen.isFirst(`${n}`, 3_600_000, 0);
  expect(seen.size).toBe(200_000);
});
