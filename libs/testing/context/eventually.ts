import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 10;
const PATIENCE_MS = 5_000;

/** Looks again and again until the expectation holds; when it never does, throws what it threw last. */
export async function eventually<T>(expectation: () => T | Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await pause(PAUSE_MS);
  }
}
