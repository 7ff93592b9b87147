import { createConnection } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** By context: the batches of its loops in all processes, and the items in them. */
export type Batches = Readonly<Record<string, { readonly batches: number; readonly items: number }>>;

const NONE = { batches: 0, items: 0 };
const ANSWER_MS = 10_000;

/** The socket of the probe in a process. */
export const socketOf = (folder: string, pid: number): string => join(folder, `${pid}.sock`);

/** Reads the probes of these processes; ended ones are skipped. */
export async function batchesOf(folder: string, pids: readonly number[]): Promise<Batches> {
  const counts = await Promise.all(pids.map((pid) => ask(socketOf(folder, pid))));
  const sums: Record<string, { batches: number; items: number }> = {};
  for (const [context, { batches, items }] of counts.flatMap(Object.entries<Batches[string]>)) {
    const sum = (sums[context] ??= { batches: 0, items: 0 });
    sum.batches += batches;
    sum.items += items;
  }
  return sums;
}

async function ask(path: string): Promise<Batches> {
  const socket = createConnection({ path, signal: AbortSignal.timeout(ANSWER_MS) });
  try {
    return JSON.parse(await text(socket)) as Batches;
  } catch (error) {
    if (['ENOENT', 'ECONNREFUSED'].includes((error as NodeJS.ErrnoException).code ?? '')) return {};
    throw error;
  }
}

/** Mean batch size between two counts, by context. */
export function itemsPerBatch(from: Batches, to: Batches): Record<string, number> {
  const means = Object.entries(to).map(([context, last]) => {
    const first = from[context] ?? NONE;
    return [context, (last.items - first.items) / (last.batches - first.batches)] as const;
  });
  return Object.fromEntries(means.filter(([, mean]) => Number.isFinite(mean)));
}
