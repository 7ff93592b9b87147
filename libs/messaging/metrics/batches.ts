import { histogram, metering } from '#libs/telemetry';

const ITEMS = histogram(
  'cleave.batch.items',
  '{item}',
  'Items that one batch of a context takes, which is one transaction unless it has to be split.',
  [1, 2, 4, 8, 16, 32, 64, 128, 256],
);
const DURATION = histogram('cleave.batch.duration', 's', 'From the first statement of a batch to its last answer.');

/** A batch has ended, however its items have. @param begun  by performance.now() */
export function batchTaken(context: string, items: number, begun: number): void {
  metering?.record(ITEMS, items, { context });
  metering?.record(DURATION, (performance.now() - begun) / 1_000, { context });
}
