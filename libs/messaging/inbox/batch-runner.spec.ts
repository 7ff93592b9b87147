import { jest } from '@jest/globals';
import { Relay } from '../outbox/relay.js';
import { Memory } from '../work/memory.js';
import { WriteHealth } from '../work/write-health.js';
import { BatchRunner, type RunnerParts } from './batch-runner.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a batch that does not end within 20 s is told to the host, which ends the process; no library does', async () => {
  const stuck: string[] = [];
  const never = new Promise<never>(() => undefined);
  const parts = {
    relay: new Relay('one/shop', 1),
    health: new WriteHealth(() => undefined),
    connection: { open: () => Promise.resolve({ flight: () => never }) },
    tables: { inOrder: [] },
    memory: new Memory(),
    onStuck: (what: string) => void stuck.push(what),
  };
  void new BatchRunner(parts as unknown as RunnerParts, () => undefined).run([]);
  await jest.advanceTimersByTimeAsync(19_999);
  expect(stuck).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(stuck).toEqual(['a batch did not end within 20 s']);
});
