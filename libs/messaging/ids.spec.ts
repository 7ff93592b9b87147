import { idFrom, IdSequence, newId, traceparent } from './ids.js';

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids are UUIDs of version 7 and sort by time', () => {
  const ids = [1_000, 2_000, 3_000].map((time) => newId(time));
  expect(ids).toEqual(ids.map(() => expect.stringMatching(UUID7)));
  expect(ids.toSorted()).toEqual(ids);
});

test('100,000 new ids of one millisecond differ', () => {
  expect(new Set(Array.from({ length: 100_000 }, () => newId(1))).size).toBe(100_000);
});

test('an id that follows from a seed is always the same', () => {
  expect(idFrom(1_000, 'order 1')).toBe(idFrom(1_000, 'order 1'));
  expect(idFrom(1_000, 'order 1')).toMatch(UUID7);
  expect(new Set([idFrom(1, 'a'), idFrom(1, 'b'), idFrom(2, 'a')]).size).toBe(3);
});

test('the ids of a sequence are the same in whatever order they are asked for, and all different', () => {
  const names = [0, 1, 255, 65_535, 65_536, 'a', '1'];
  const idsOf = (order: readonly (number | string)[]) => {
    const sequence = new IdSequence(1_000, 'message reaction');
    return new Map(order.map((name) => [name, sequence.id(name)]));
  };
  const [ids, again] = [idsOf(names), idsOf(names.toReversed())];
  for (const name of names) expect(again.get(name)).toBe(ids.get(name));
  expect(new Set(ids.values()).size).toBe(names.length);
  expect([...ids.values()]).toEqual(names.map(() => expect.stringMatching(UUID7)));
});

test('the two series of a sequence have no id in common', () => {
  const sequence = new IdSequence(1_000, 'message reaction');
  const ids = [0, 1, 65_536, 'a'].flatMap((n) => [sequence.id(n, 0), sequence.id(n, 1)]);
  expect(new Set(ids).size).toBe(8);
});

test('a trace that is begun without a span is not sampled', () => {
  expect(traceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  expect(traceparent()).not.toBe(traceparent());
});
