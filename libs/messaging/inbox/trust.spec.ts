import { Trust } from './trust.js';

test('memory is asked until it was wrong, then again after a pause that doubles up to ten seconds', () => {
  const trust = new Trust();
  expect(trust.isGiven(0)).toBe(true);
  const pauses = Array.from({ length: 9 }, (_, round) => {
    const at = round * 100_000;
    trust.wasWrong(at);
    return [1, 2, 5, 10, 20, 50, 100].map((tenths) => trust.isGiven(at + tenths * 100)).indexOf(true);
  });
  expect(pauses).toEqual([0, 1, 2, 3, 4, 5, 6, 6, 6]);
});

test('a hundred batches without a mistake halve the next pause', () => {
  const trust = new Trust();
  trust.wasWrong(0); // the next pause is 200 ms
  for (let batch = 0; batch < 100; batch++) trust.wasRight();
  trust.wasWrong(1_000);
  expect([trust.isGiven(1_099), trust.isGiven(1_100)]).toEqual([false, true]);
});
