import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { megabytesOf } from '../measure/processes.js';

const LOOK_MS = 500;
/** Without a document more. */
const STUCK_MS = 60_000;

/** How a copy was filled, with the resident memory of the process meanwhile. */
export interface Filling {
  readonly documents: number;
  readonly seconds: number;
  readonly megabytes: Memory;
}

interface Memory {
  readonly before: number;
  /** When a tenth of all documents, half of them, and all were written. */
  readonly tenth: number;
  readonly half: number;
  readonly end: number;
  readonly most: number;
}

interface Progress {
  readonly filled: number;
  readonly isFilled: boolean;
}
interface Sample {
  readonly filled: number;
  readonly megabytes: number;
}

/** Waits until that copy is filled. Rejects when nothing comes of it. */
export async function filling(
  client: pg.Client,
  { store, copy, pid }: { readonly store: string; readonly copy: number; readonly pid: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<Filling> {
  const sql = `SELECT filled::int, filled_at IS NOT NULL AS "isFilled" FROM projection_progress WHERE store = $1 AND copy = $2`;
  const begun = performance.now();
  const samples: Sample[] = [];
  let [lastAt, told] = [begun, 0];
  for (;;) {
    const { rows } = await client.query<Progress>(sql, [store, copy]);
    const { filled, isFilled } = rows[0] ?? { filled: 0, isFilled: false };
    if (filled > (samples.at(-1)?.filled ?? 0)) lastAt = performance.now();
    samples.push({ filled, megabytes: megabytesOf(pid) ?? 0 });
    if (isFilled)
      return { documents: filled, seconds: (performance.now() - begun) / 1_000, megabytes: memoryIn(samples) };
    if (performance.now() - lastAt > STUCK_MS) throw new Error(`the copy in ${store} stays at ${filled} documents`);
    if (filled - told >= 100_000)
      say(`${(told = filled).toLocaleString('en')} documents in ${store}, ${samples.at(-1)!.megabytes.toFixed(0)} MB`);
    await sleep(LOOK_MS, undefined, { signal });
  }
}

/** @param samples  at least one */
export function memoryIn(samples: readonly Sample[]): Memory {
  const all = samples.at(-1)!.filled;
  const at = (share: number): number => samples.find(({ filled }) => filled >= share * all)!.megabytes;
  const most = Math.max(...samples.map(({ megabytes }) => megabytes));
  return { before: samples[0]!.megabytes, tenth: at(0.1), half: at(0.5), end: at(1), most };
}
