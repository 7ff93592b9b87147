import { setTimeout as sleep } from 'node:timers/promises';
import { HttpConnection } from './http-connection.js';
import { orderRequests } from './order-request.js';
import type { Load, Report } from './protocol.js';
import { Tally } from './tally.js';

/** Pause after a refusal or a broken connection: without it the load would consist of errors. */
const PAUSE_MS = 100;
/** The wait in `Prefer: wait`. */
export const WAIT_SECONDS = 30;

/** A closed loop: each client places its next order when its last one is final. */
export async function closedLoop(load: Load, report: (report: Report) => void): Promise<void> {
  const tally = new Tally();
  const nextRequest = orderRequests(load, WAIT_SECONDS);
  let isOver = false;

  const client = async (_: unknown, index: number): Promise<void> => {
    const connection = new HttpConnection(load.port);
    while (!isOver) {
      const since = performance.now();
      const isConfirmed = await connection.ask(nextRequest(index)).then(
        (answer) => tally.count(answer, performance.now() - since),
        (error: Error) => tally.other(error.message),
      );
      if (!isConfirmed) await sleep(PAUSE_MS);
    }
    connection.end();
  };

  const clients = Promise.all(Array.from({ length: load.clients }, client));
  await sleep(load.warmUpMs);
  tally.begin();
  report({ kind: 'begun' });
  await sleep(load.measureMs);
  report({ kind: 'measured', measured: tally.measured() });
  isOver = true;
  await clients;
  report({ kind: 'done', totals: tally.totals });
}
