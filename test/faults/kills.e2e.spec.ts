import type { FaultPoint } from '#libs/messaging';
import { killAndRestart, POINTS, table, type Kill } from '../core/kill.js';

// T1: every named point, several times, early and late in the life of the process
const NTH = [1, 3, 10, 25];
/** Sweeps are rarer than batches and frames, and only young processes load: later on they know their rows. */
const MOST_SWEEPS = 8;
const MOST_LOADS = 3;
/** Each of two contexts migrates, starts and stops once in a life; there is something to migrate in the first ones only. */
const newborn: readonly Kill[] = [1, 1, 2].map((nth) => ({ point: 'start.mid_migrate', nth }));
const kills: readonly Kill[] = NTH.flatMap((nth, round) =>
  POINTS.filter((point) => point !== 'start.mid_migrate').map((point) => ({
    point,
    nth: nthOf(point, nth, round),
  })),
);

function nthOf(point: FaultPoint, nth: number, round: number): number {
  if (/^(start|stop)/.test(point)) return 1 + (round % 2);
  if (/claimed|loaded/.test(point)) return Math.min(nth, MOST_LOADS);
  return /swept|due/.test(point) ? Math.min(nth, MOST_SWEEPS) : nth;
}

test('killed -9 at every point, again and again: nothing is lost, doubled or parked', async () => {
  const run = await killAndRestart([...newborn, ...kills]);
  console.log(table(run));
  expect(run).toMatchObject({ missed: [], unlike: [], complaints: [] });
  expect(Object.entries(run.hits).filter(([, n]) => n === 0)).toEqual([]);
}, 480_000);
