import type { Scope } from '../scope.js';
import { Item } from './item.js';
import { Queue } from './queue.js';

let n = 0;
const item = (lane: 'request' | 'message', { bytes = 100, sends = 1, failures = 0 } = {}): Item => {
  const scope = {
    id: `${n++}`,
    reaction: '',
    bytes,
    sends,
    failures,
    headers: {},
    deadline: Infinity,
    request: lane === 'request' ? {} : undefined,
  };
  return new Item(scope as unknown as Scope, {}, [], () => ({}));
};
const some = (count: number, ...of: Parameters<typeof item>): Item[] =>
  Array.from({ length: count }, () => item(...of));
const queueOf = (...items: Item[]): Queue => {
  const queue = new Queue();
  items.forEach((one) => queue.push(one));
  return queue;
};
const lanes = (items: readonly Item[]) => [
  items.filter(({ isRequest }) => isRequest).length,
  items.filter(({ isRequest }) => !isRequest).length,
];

describe('what a batch takes', () => {
  test.each([
    ['everything, when it is little', 3, 4, [3, 4]],
    ['half from each lane, when both are long', 1_000, 1_000, [128, 128]],
    ['the unused room of messages for requests', 1_000, 10, [246, 10]],
    ['the unused room of requests for messages', 10, 1_000, [10, 246]],
    ['256 of one lane', 0, 1_000, [0, 256]],
  ])('%s', (_, requests, messages, taken) => {
    expect(lanes(queueOf(...some(requests, 'request'), ...some(messages, 'message')).take())).toEqual(taken);
  });

  test('in the order of arrival', () => {
    const items = some(5, 'message');
    expect(queueOf(...items).take()).toEqual(items);
  });

  test('at most 1 MB', () => {
    expect(queueOf(...some(10, 'message', { bytes: 250_000 })).take()).toHaveLength(4);
  });

  test('requests even when messages are large', () => {
    expect(lanes(queueOf(...some(10, 'message', { bytes: 250_000 }), ...some(5, 'request')).take())).toEqual([5, 3]);
  });

  test('one that is larger than any batch, alone: else the loop would never get past it', () => {
    const queue = queueOf(item('request', { bytes: 2_000_000 }), item('request'));
    expect(queue.take()).toHaveLength(1);
    expect(queue.take()).toHaveLength(1);
    expect(queue.length).toBe(0);
  });

  test('a message that may be poison, alone and before the others: the next suspect waits for it', () => {
    const suspect = item('message', { sends: 3 });
    const [before, after, request] = [item('message'), item('message'), item('request')];
    const queue = queueOf(before, suspect, after, request);
    expect(queue.take()).toEqual([suspect]);
    expect(queue.take()).toEqual([before, after, request]);
    expect(queue.length).toBe(0);
  });

  test('messages that failed before, together, and none that did not among them', () => {
    const [one, two] = some(2, 'message');
    const [bad, worse] = some(2, 'message', { failures: 1 });
    const request = item('request');
    const queue = queueOf(bad!, one!, request, worse!, two!);
    const batches = [queue.take(), queue.take()];
    expect(batches).toContainEqual([bad, worse]);
    expect(batches).toContainEqual([one, two, request]);
    expect(queue.length).toBe(0);
  });

  test('turn by turn, when both kinds are many: neither shuts out the other', () => {
    const queue = queueOf(...some(1_000, 'message'), ...some(40, 'message', { failures: 1 }));
    const kinds = Array.from({ length: 6 }, () => queue.take()[0]!.hasFailed);
    expect(kinds).toEqual([true, false, true, false, false, false]);
  });

  test('a further batch of failed ones at once, when nobody else waits', () => {
    const queue = queueOf(...some(40, 'message', { failures: 1 }));
    expect([queue.take().length, queue.take().length]).toEqual([32, 8]);
  });

  test('one that failed and is larger than any batch', () => {
    expect(queueOf(...some(2, 'message', { failures: 1, bytes: 2_000_000 })).take()).toHaveLength(1);
  });

  test('one that failed and may be poison, alone', () => {
    const suspect = item('message', { failures: 1, sends: 3 });
    const queue = queueOf(suspect, ...some(2, 'message', { failures: 1 }), item('message'));
    expect(queue.take()).toEqual([suspect]);
  });
});
