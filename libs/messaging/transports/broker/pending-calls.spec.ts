import { createSecretKey, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { answerOf } from './answer.js';
import { NoAnswer, PendingCalls } from './pending-calls.js';

const LIMIT_MS = 1_000;
const asked = { id: randomUUID(), queue: 'inn.requests', key: createSecretKey(Buffer.alloc(32)) };

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick'] }));
afterEach(() => void jest.useRealTimers());

it('an answer that came while the process stood still counts, though its time is over', async () => {
  const calls = new PendingCalls('redis');
  const result = calls.answerTo(asked, 1, LIMIT_MS);
  setImmediate(() =>
    calls.answered(answerOf({ key: asked.key, over: 'redis' }, asked.id, { reply: { body: 'done' } })),
  ); // it is read in the next turn
  jest.advanceTimersByTime(LIMIT_MS);
  expect(await result).toEqual({ reply: { body: 'done' } });
});

it('without an answer the call is given up when its time is over', async () => {
  const result = new PendingCalls('redis').answerTo(asked, 1, LIMIT_MS);
  jest.advanceTimersByTime(LIMIT_MS);
  await expect(result).rejects.toThrow(NoAnswer);
});
