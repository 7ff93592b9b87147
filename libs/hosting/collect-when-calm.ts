import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_MS = 5_000;
/** Idle checks in a row, so that a pause between two requests does not count. */
const LOOKS = 2;
/** The event loop utilisation below which the process is idle; an idle monolith is at half a percent. */
const CALM = 0.05;

/**
 * Collects garbage once after each busy time, when the process has been idle for ten seconds. While nothing is allocated, V8 does not
 * collect and keeps the memory of its young generation: 298 MB instead of 213 after a shop of 1,000 products was set up.
 *
 * V8's `last-resort` collection also gives the pages that it empties back to the operating system. An ordinary one may keep them:
 * after 100 s of too many orders the process still took 597 MB then, although its heap had become 78, and 304 after this one.
 * It takes 0.2 s with 50 MB of objects that live.
 */
export function collectWhenCalm(lookMs = LOOK_MS): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  let before = performance.eventLoopUtilization();
  let calmFor = 0;
  const look = (): void => {
    const { utilization } = performance.eventLoopUtilization(before);
    calmFor = utilization < CALM ? calmFor + 1 : 0;
    if (calmFor === LOOKS) collect({ type: 'major', flavor: 'last-resort' });
    before = performance.eventLoopUtilization();
  };
  setInterval(look, lookMs).unref();
}
