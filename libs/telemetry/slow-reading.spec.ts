import { SlowReading } from './slow-reading.js';

it('reads once for all who ask meanwhile, and not again before its pause is over', async () => {
  let reads = 0;
  const reading = new SlowReading(async () => ++reads);
  expect(await Promise.all([reading.latest(), reading.latest()])).toEqual([1, 1]);
  expect(await reading.latest()).toBe(1);
});

it('tells the last known numbers while there are no others', async () => {
  const answers = [() => 1, () => fail(), () => 3];
  const reading = new SlowReading(async () => answers.shift()!(), 0);
  expect([await reading.latest(), await reading.latest(), await reading.latest()]).toEqual([1, 1, 3]);
});

it('tells nothing before it has read anything', async () => {
  expect(await new SlowReading(async () => fail()).latest()).toBeUndefined();
});

function fail(): never {
  throw new Error('the database is away');
}
