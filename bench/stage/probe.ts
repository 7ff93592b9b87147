// Loaded into every process of Cleave: counts its batches, and tells them to whoever connects. The system itself keeps no such figures.
import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:net';
import { socketOf } from './batches.js';

const batches: Record<string, { batches: number; items: number }> = {};

subscribe('cleave.batch', (message) => {
  const { context, items } = message as { context: string; items: number };
  const sum = (batches[context] ??= { batches: 0, items: 0 });
  sum.batches++;
  sum.items += items;
});

createServer((asker) => asker.on('error', () => undefined).end(JSON.stringify(batches)))
  .listen(socketOf(process.env.BENCH_PROBES!, process.pid))
  .unref();
