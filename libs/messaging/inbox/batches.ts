import { channel } from 'node:diagnostics_channel';

/** A batch that was taken, told on the diagnostics channel `cleave.batch`. */
export interface BatchTaken {
  readonly context: string;
  readonly items: number;
}

const batches = channel('cleave.batch');

/** For whoever measures. It costs nothing while nobody listens. */
export function tellBatch(batch: BatchTaken): void {
  if (batches.hasSubscribers) batches.publish(batch);
}
