import type { Engine } from '#libs/messaging';
import { eventually } from './eventually.js';
import type { OwnTimers } from './own-timers.js';
import { settled } from './settled.js';
import type { VirtualClock } from './virtual-clock.js';

const MOST_RINGS = 100;

/**
 * Moves the clock of a context from one timer to the next, and waits for the effects of each before the next one, also of timers set
 * meanwhile. Rejects when a timer is not processed, or when they do not end.
 */
export async function elapse(ms: number, engine: Engine, clock: VirtualClock, timers: OwnTimers): Promise<void> {
  const move = async (step: number): Promise<void> => {
    clock.advance(step); // first, or a timer could see the time before it is due
    await timers.bringForward(step);
  };
  let left = ms;
  for (let rings = 0, next = await timers.next(); next <= left; rings++, next = await timers.next()) {
    if (rings === MOST_RINGS)
      throw new Error(`timers have fired ${MOST_RINGS} times without an end: let less time pass than ${ms} ms at once`);
    await move(next);
    left -= next;
    engine.relay.freed(); // wakes the sweep, which takes what is due
    await eventually(() => allTaken(timers));
    await settled(engine);
  }
  await move(left);
}

async function allTaken(timers: OwnTimers): Promise<void> {
  const rest = await timers.underWay();
  if (rest.length) throw new Error(`due by now, and not taken: ${rest.join(', ')}`);
}
