import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 20;
/** For what hangs; a machine that is slow has as long as it needs. Jest's own limit is three times as long. */
const LIMIT_MS = 60_000;

/**
 * Looks again and again until nothing is missing any more. `missing` says what is, so that a failure tells what was
 * being waited for; an error that it throws is what is missing, too.
 */
export async function waitFor(missing: () => Promise<string | undefined>): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  for (;;) {
    const last = await missing().catch((error: Error) => error.message);
    if (last === undefined) return;
    if (performance.now() > limit) throw new Error(`After ${LIMIT_MS / 1_000} s there is still this: ${last}`);
    await pause(PAUSE_MS);
  }
}
