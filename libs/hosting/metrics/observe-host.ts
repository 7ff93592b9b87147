import { statfs } from 'node:fs/promises';
import type { Breakers } from '#libs/resilience';
import { gauge, metering, SlowReading, total } from '#libs/telemetry';
import type { Readiness } from '../health/readiness.js';

const READY = gauge('cleave.ready', '1', 'Whether a part of the process can work, as /health says.');
const BREAKER = gauge(
  'cleave.breaker.open',
  '1',
  'Whether calls are refused since most of them failed; also during a trial.',
);
const OPENED = total('cleave.breaker.opened', '{opening}', 'How often a breaker has opened.');
const FREE = gauge('cleave.disk.free', 'By', 'What is left of the volume with the data folder.');
const SIZE = gauge('cleave.disk.size', 'By', 'Size of that volume.');

/**
 * Lets the metrics tell how the process is, beside its contexts.
 *
 * @param folder  the data folder
 */
export function observeHost(readiness: Readiness, breakers: Breakers, folder: string): void {
  metering?.observe([READY, BREAKER, OPENED], (tell) => {
    for (const { name, reason } of readiness.all) tell(READY, reason() ? 0 : 1, { check: name });
    for (const { name, state, opened } of breakers.list()) {
      tell(BREAKER, state === 'closed' ? 0 : 1, { breaker: name });
      tell(OPENED, opened, { breaker: name });
    }
  });
  const volume = new SlowReading(() => statfs(folder));
  metering?.observe([FREE, SIZE], async (tell) => {
    const known = await volume.latest();
    if (!known) return;
    tell(FREE, known.bavail * known.bsize, { volume: 'data' });
    tell(SIZE, known.blocks * known.bsize, { volume: 'data' });
  });
}
