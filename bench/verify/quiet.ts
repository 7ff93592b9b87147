import { setTimeout as sleep } from 'node:timers/promises';
import { contexts } from '#contexts';
import { rowsOf } from './server.js';

export const CONTEXTS = Object.keys(contexts.contexts);
const PATIENCE_MS = 30_000;

/** Waits until every outbox in the databases of that prefix is empty. Rejects after a time limit. */
export async function quiet(adminUrl: string, prefix: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const waiting = await Promise.all(CONTEXTS.map((context) => waitingIn(adminUrl, prefix + context)));
    if (waiting.every((count) => count === 0)) return;
    if (Date.now() > deadline) {
      const left = CONTEXTS.map((context, index) => `${context} ${waiting[index]}`).join(', ');
      throw new Error(`messages are still under way after ${PATIENCE_MS / 1_000} s: ${left}`);
    }
    await sleep(100, undefined, { signal });
  }
}

async function waitingIn(adminUrl: string, database: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(adminUrl, database, 'SELECT count(*)::int FROM outbox_message');
  return row!.count;
}
