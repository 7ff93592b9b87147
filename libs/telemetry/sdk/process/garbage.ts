import { constants, PerformanceObserver, type NodeGCPerformanceDetail, type PerformanceEntry } from 'node:perf_hooks';
import { histogram } from '../../instrument.js';
import type { Metering } from '../../metering.js';

const DURATION = histogram(
  'nodejs.gc.duration',
  's',
  'How long a garbage collection has stopped the process.',
  [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
);
const KINDS = new Map<number, string>([
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weak callbacks'],
]);

export function observeCollections(metering: Metering): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) metering.record(DURATION, entry.duration / 1_000, { kind: kindOf(entry) });
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => observer.disconnect();
}

/** The types of Node leave the detail out. */
const kindOf = (entry: PerformanceEntry): string =>
  KINDS.get((entry as PerformanceEntry & { readonly detail: NodeGCPerformanceDetail }).detail.kind!) ?? 'other';
