import { suspectTurn } from './suspect-turn.js';

const [one, two] = [{}, {}];
const woken: string[] = [];
const wakes = (name: string) => () => void woken.push(name);
beforeEach(() => (woken.length = 0));
afterEach(() => [one, two].forEach((who) => suspectTurn.leave(who)));

test('one at a time in the process; the next ones are woken when the turn is free', () => {
  expect(suspectTurn.take(one, wakes('one'))).toBe(true);
  expect(suspectTurn.take(one, wakes('one'))).toBe(true);
  expect(suspectTurn.take(two, wakes('two'))).toBe(false);
  suspectTurn.leave(two);
  expect(woken).toEqual([]);
  suspectTurn.leave(one);
  expect(woken).toEqual(['two']);
  expect(suspectTurn.take(two, wakes('two'))).toBe(true);
});

test('who has just had it lets those go first who waited, and is woken to try again', () => {
  suspectTurn.take(one, wakes('one'));
  suspectTurn.take(two, wakes('two'));
  suspectTurn.leave(one);
  expect(suspectTurn.take(one, wakes('one'))).toBe(false);
  expect(woken).toEqual(['two', 'one']);
  expect(suspectTurn.take(two, wakes('two'))).toBe(true);
});

test('who waited and does not come keeps nobody from another turn', () => {
  suspectTurn.take(one, wakes('one'));
  suspectTurn.take(two, wakes('two'));
  suspectTurn.leave(one);
  suspectTurn.take(one, wakes('one'));
  expect(suspectTurn.take(one, wakes('one'))).toBe(true);
});

test('nobody waits: it is kept from turn to turn', () => {
  suspectTurn.take(one, wakes('one'));
  suspectTurn.leave(one);
  expect(suspectTurn.take(one, wakes('one'))).toBe(true);
  expect(woken).toEqual([]);
});
