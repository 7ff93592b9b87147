import { gauge, metering, SlowReading } from '#libs/telemetry';
import type { Standing } from './standings.js';

const LAG = gauge('cleave.projection.lag', 's', 'Age of the oldest event that a copy of a projection does not have.');
const DOCUMENTS = gauge('cleave.projection.documents', '{document}', 'Documents of a copy, as its store estimates.');

/** Those that are fed. A store has at most one copy in each of these states. */
const FED = ['live', 'building'] as const;

/** A copy, and how many documents it has; null: its store does not say. */
export type Counted = Standing & { readonly documents: number | null };

/** Lets the metrics tell how the copies of a projection are. Returns what ends it; undefined where there are no metrics. */
export function observeCopies(projection: string, read: () => Promise<readonly Counted[]>): (() => void) | undefined {
  const figures = new SlowReading(read);
  return metering?.observe([LAG, DOCUMENTS], async (tell) => {
    const copies = await figures.latest();
    if (!copies) return;
    for (const store of new Set(copies.map((copy) => copy.store)))
      for (const state of FED) {
        const copy = copies.find((one) => one.store === store && one.state === state);
        tell(LAG, copy?.lagSeconds ?? 0, { projection, store, state });
        if (copy?.documents !== null) tell(DOCUMENTS, copy?.documents ?? 0, { projection, store, state });
      }
  });
}
