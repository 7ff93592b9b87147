import { channel } from 'node:diagnostics_channel';

/** A committed batch, published on the diagnostics channel `cleave.batch`. */
export interface BatchTaken {
  readonly context: string;
  readonly items: number;
}

const batches = channel('cleave.batch');

/** For measurements. It costs nothing while the channel has no subscriber. */
export function tellBatch(batch: BatchTaken): void {
  if (batches.hasSubscribers) batches.publish(batch);
}
