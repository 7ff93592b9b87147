import { SuspectTurn } from './suspect-turn.js';

const [one, two] = [{}, {}];
const woken: string[] = [];
const wakes = (name: string) => () => void woken.push(name);
let turn: SuspectTurn;
beforeEach(() => {
  woken.length = 0;
  turn = new SuspectTurn();
});

test('one at a time in the process; the next ones are woken when the turn is free', () => {
  expect(turn.take(one, wakes('one'))).toBe(true);
  expect(turn.take(one, wakes('one'))).toBe(true);
  expect(turn.take(two, wakes('two'))).toBe(false);
  turn.leave(two);
  expect(woken).toEqual([]);
  turn.leave(one);
  expect(woken).toEqual(['two']);
  expect(turn.take(two, wakes('two'))).toBe(true);
});

test('who has just had it lets those go first who waited, and is woken to try again', () => {
  turn.take(one, wakes('one'));
  turn.take(two, wakes('two'));
  turn.leave(one);
  expect(turn.take(one, wakes('one'))).toBe(false);
  expect(woken).toEqual(['two', 'one']);
  expect(turn.take(two, wakes('two'))).toBe(true);
});

test('who waited and does not come keeps nobody from another turn', () => {
  turn.take(one, wakes('one'));
  turn.take(two, wakes('two'));
  turn.leave(one);
  turn.take(one, wakes('one'));
  expect(turn.take(one, wakes('one'))).toBe(true);
});

test('nobody waits: it is kept from turn to turn', () => {
  turn.take(one, wakes('one'));
  turn.leave(one);
  expect(turn.take(one, wakes('one'))).toBe(true);
  expect(woken).toEqual([]);
});

test('a process does not wait for the suspects of another', () => {
  expect(turn.take(one, wakes('one'))).toBe(true);
  expect(new SuspectTurn().take(two, wakes('two'))).toBe(true);
});
