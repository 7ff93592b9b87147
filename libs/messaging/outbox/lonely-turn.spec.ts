import { lonelyTurn } from './lonely-turn.js';

const [one, two] = [{}, {}];
const woken: string[] = [];
const wakes = (name: string) => () => void woken.push(name);
beforeEach(() => (woken.length = 0));
afterEach(() => [one, two].forEach((who) => lonelyTurn.leave(who)));

test('one at a time in the process; the next ones are woken when the turn is free', () => {
  expect(lonelyTurn.take(one, wakes('one'))).toBe(true);
  expect(lonelyTurn.take(one, wakes('one'))).toBe(true);
  expect(lonelyTurn.take(two, wakes('two'))).toBe(false);
  lonelyTurn.leave(two);
  expect(woken).toEqual([]);
  lonelyTurn.leave(one);
  expect(woken).toEqual(['two']);
  expect(lonelyTurn.take(two, wakes('two'))).toBe(true);
});

test('who has just had it lets those go first who waited, and is woken to try again', () => {
  lonelyTurn.take(one, wakes('one'));
  lonelyTurn.take(two, wakes('two'));
  lonelyTurn.leave(one);
  expect(lonelyTurn.take(one, wakes('one'))).toBe(false);
  expect(woken).toEqual(['two', 'one']);
  expect(lonelyTurn.take(two, wakes('two'))).toBe(true);
});

test('who waited and does not come keeps nobody from another turn', () => {
  lonelyTurn.take(one, wakes('one'));
  lonelyTurn.take(two, wakes('two'));
  lonelyTurn.leave(one);
  lonelyTurn.take(one, wakes('one'));
  expect(lonelyTurn.take(one, wakes('one'))).toBe(true);
});

test('nobody waits: it is kept from turn to turn', () => {
  lonelyTurn.take(one, wakes('one'));
  lonelyTurn.leave(one);
  expect(lonelyTurn.take(one, wakes('one'))).toBe(true);
  expect(woken).toEqual([]);
});
