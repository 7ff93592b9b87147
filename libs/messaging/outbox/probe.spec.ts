import { jest } from '@jest/globals';
import { Probe } from './probe.js';

let knocks: number;
let probe: Probe;
beforeEach(() => {
  jest.useFakeTimers();
  knocks = 0;
  probe = new Probe(async () => {
    knocks++;
    probe.unanswered();
  });
});
afterEach(() => {
  probe.end();
  jest.useRealTimers();
});

it('knocks with a growing pause, and never rests for longer than ten seconds', async () => {
  probe.unanswered();
  await jest.advanceTimersByTimeAsync(120_000);
  const slow = knocks;
  await jest.advanceTimersByTimeAsync(10_000);
  expect(knocks).toBeGreaterThan(slow);
  expect(slow).toBeLessThan(35);
});

it('knocks at once when the receiver shows itself, and not again with each of its frames', async () => {
  probe.unanswered();
  await jest.advanceTimersByTimeAsync(60_000);
  const before = knocks;
  for (let frame = 0; frame < 10; frame++) probe.hurry();
  expect(knocks).toBe(before + 1);
});

it('has nothing to hurry for while the receiver answers', () => {
  probe.answered();
  probe.hurry();
  expect(knocks).toBe(0);
});
