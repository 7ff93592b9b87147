import type { Metering } from '../../metering.js';
import { observeEventLoop } from './event-loop.js';
import { observeCollections } from './garbage.js';
import { observeResources } from './resources.js';

/** Measures the process itself: processor time, memory, delay of the event loop, garbage collections. */
export function observeProcess(metering: Metering): () => void {
  const ends = [observeResources, observeEventLoop, observeCollections].map((observe) => observe(metering));
  return () => {
    for (const end of ends) end();
  };
}
