import type { Message } from '../envelope.js';
import { Waiting } from './waiting.js';

let n = 0;
const message = ({ sends = 1, bytes = 10 } = {}): Message => ({
  id: `${n++}`,
  type: 't',
  key: '',
  headers: '{}',
  body: 'x'.repeat(bytes),
  sends,
});
const waiting = (messages: readonly Message[], { isSingle = false } = {}): Waiting => {
  const all = new Waiting(256);
  messages.forEach((one, i) => all.push(one, { leasedAt: i, bornAt: i, isSingle }));
  return all;
};
const frames = (all: Waiting): number[] => {
  const sizes: number[] = [];
  while (all.length) sizes.push(all.takeFrame().length);
  return sizes;
};

test('a frame has at most 256 messages and 512 KB', () => {
  expect(frames(waiting(Array.from({ length: 600 }, () => message())))).toEqual([256, 256, 88]);
  expect(frames(waiting(Array.from({ length: 5 }, () => message({ bytes: 200_000 }))))).toEqual([2, 2, 1]);
});

test('a suspect has a frame of its own', () => {
  expect(frames(waiting([message(), message({ sends: 3 }), message(), message()]))).toEqual([1, 1, 2]);
});

test('messages whose frame was unreadable go singly', () => {
  expect(frames(waiting([message(), message(), message()], { isSingle: true }))).toEqual([1, 1, 1]);
});

test('what is older than a moment can be taken out', () => {
  const all = waiting([message(), message(), message()]);
  expect(all.takeOlderThan(1)).toHaveLength(2);
  expect(all.since).toBe(2);
  expect(all.takeAll()).toHaveLength(1);
  expect(all.since).toBe(Infinity);
});
