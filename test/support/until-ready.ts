import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** For what hangs. */
const READY_MS = 120_000;

/** Resolves when the child says that it serves. Throws what it printed when it ends before, or does not say so. */
export async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  const over = new AbortController();
  const limit = AbortSignal.any([over.signal, AbortSignal.timeout(READY_MS)]);
  const ended = once(child, 'exit', { signal: limit }).then(() => 'it ended');
  const ready = once(child, 'message', { signal: limit }).then(() => undefined);
  const failure = await Promise.race([ready, ended]).catch(() => `it was not ready within ${READY_MS / 1_000} s`);
  over.abort();
  await Promise.allSettled([ready, ended]);
  if (failure) throw new Error(`Cleave does not serve: ${failure}. It printed:\n${output()}`);
}
