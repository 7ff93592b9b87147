import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_MS = 5_000;
/** Looks in a row: a pause between two requests is no rest. */
const LOOKS = 2;
/** Of the time in which the event loop could have worked; an idle monolith stands at half a percent. */
const CALM = 0.05;

/**
 * Collects garbage once after each busy time, when nobody has asked for anything for ten seconds. As long as nothing is allocated V8
 * sees no reason to, and keeps the room that its young objects needed: 298 MB instead of 213 after a shop of 1,000 products was set up.
 * It takes 35–80 ms.
 */
export function collectWhenCalm(lookMs = LOOK_MS): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  let before = performance.eventLoopUtilization();
  let calmFor = 0;
  const look = (): void => {
    const { utilization } = performance.eventLoopUtilization(before);
    calmFor = utilization < CALM ? calmFor + 1 : 0;
    if (calmFor === LOOKS) collect({ type: 'major' });
    before = performance.eventLoopUtilization();
  };
  setInterval(look, lookMs).unref();
}
