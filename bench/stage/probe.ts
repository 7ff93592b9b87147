// Loaded into Cleave's process: counts its batches, and tells them when asked. The system itself keeps no such figures.
import { subscribe } from 'node:diagnostics_channel';
import type { Batches } from './batches.js';

const batches: Record<string, { batches: number; items: number }> = {};

subscribe('cleave.batch', (message) => {
  const { context, items } = message as { context: string; items: number };
  const sum = (batches[context] ??= { batches: 0, items: 0 });
  sum.batches++;
  sum.items += items;
});

process.on('message', (asked) => {
  if (asked === 'batches') process.send!({ batches } satisfies { batches: Batches });
});
