// Loaded into every process of Cleave: counts its batches, and writes the counts to every connection on its socket. The system itself has
// no such counters.
import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { socketOf } from './batches.js';

const batches: Record<string, { batches: number; items: number }> = {};

subscribe('cleave.batch', (message) => {
  const { context, items } = message as { context: string; items: number };
  const sum = (batches[context] ??= { batches: 0, items: 0 });
  sum.batches++;
  sum.items += items;
});

// A thread inherits the flag by which this is loaded, and has neither batches nor a socket of its own.
if (isMainThread)
  createServer((asker) => asker.on('error', () => undefined).end(JSON.stringify(batches)))
    .listen(socketOf(process.env.BENCH_PROBES!, process.pid))
    .unref();
