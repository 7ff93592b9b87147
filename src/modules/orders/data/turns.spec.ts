import { NoTurn, Turns } from './turns.js';

const work = () => Promise.withResolvers<string>();
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('lets a few work at once, and the others in the order in which they came', async () => {
  const turns = new Turns(2, 10, 60_000);
  const begun: number[] = [];
  const works = [work(), work(), work(), work()];
  const results = works.map(({ promise }, n) => turns.run(() => (begun.push(n), promise)));
  await settled();
  expect(begun).toEqual([0, 1]);
  works[1]!.reject(new Error('failed'));
  await expect(results[1]).rejects.toThrow('failed');
  expect(begun).toEqual([0, 1, 2]);
  works.forEach(({ resolve }) => resolve('done'));
  expect(await results[3]).toBe('done');
});

it('refuses at once when too many wait', async () => {
  const turns = new Turns(1, 1, 60_000);
  const held = work();
  const all = [turns.run(() => held.promise), turns.run(async () => 'second')];
  await expect(turns.run(async () => 'third')).rejects.toThrow(NoTurn);
  held.resolve('first');
  expect(await Promise.all(all)).toEqual(['first', 'second']);
});

it('refuses who has waited for too long, and goes on without him', async () => {
  const turns = new Turns(1, 5, 1);
  const held = work();
  const first = turns.run(() => held.promise);
  await expect(turns.run(async () => 'late')).rejects.toThrow('no turn within 1 ms');
  held.resolve('first');
  await first;
  expect(await turns.run(async () => 'next')).toBe('next');
});
