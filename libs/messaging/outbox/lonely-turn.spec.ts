import { lonelyTurn } from './lonely-turn.js';

test('one at a time in the process; the next ones are woken when the turn is free', () => {
  const [one, two] = [{}, {}];
  const woken: string[] = [];
  const wake = () => void woken.push('next');
  expect(lonelyTurn.take(one, wake)).toBe(true);
  expect(lonelyTurn.take(one, wake)).toBe(true);
  expect(lonelyTurn.take(two, wake)).toBe(false);
  lonelyTurn.leave(two);
  expect(woken).toEqual([]);
  lonelyTurn.leave(one);
  expect(woken).toEqual(['next']);
  expect(lonelyTurn.take(two, wake)).toBe(true);
  lonelyTurn.leave(two);
});
