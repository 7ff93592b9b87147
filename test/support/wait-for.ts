import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 20;

/**
 * Looks again and again until nothing is missing any more. `missing` says what is, so that a failure tells what was
 * being waited for; an error that it throws is what is missing, too.
 */
export async function waitFor(missing: () => Promise<string | undefined>, limitMs = 10_000): Promise<void> {
  const limit = performance.now() + limitMs;
  for (;;) {
    const last = await missing().catch((error: Error) => error.message);
    if (last === undefined) return;
    if (performance.now() > limit) throw new Error(`After ${limitMs / 1_000} s there is still this: ${last}`);
    await pause(PAUSE_MS);
  }
}
