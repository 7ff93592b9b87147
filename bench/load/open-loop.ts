import { setTimeout as sleep } from 'node:timers/promises';
import { WAIT_SECONDS } from './closed-loop.js';
import { HttpConnection } from './http-connection.js';
import { orderRequests } from './order-request.js';
import type { Load, Report } from './protocol.js';
import { Tally } from './tally.js';

const TICK_MS = 5;
/** One of this many clients waits for the final state of its order, to measure how long accepted orders take. */
const WAITS = 20;

/** An open loop: orders at a constant rate, independent of earlier answers, as from many independent clients. */
export async function openLoop(load: Load, report: (report: Report) => void): Promise<void> {
  const tally = new Tally();
  const [hasty, patient] = [orderRequests(load, 0), orderRequests(load, WAIT_SECONDS)];
  const idle: HttpConnection[] = [];
  const underWay = new Set<Promise<void>>();
  let opened = 0;

  const place = async (n: number): Promise<void> => {
    const connection = idle.pop() ?? (opened++, new HttpConnection(load.port));
    const since = performance.now();
    const waits = n % WAITS === 0;
    try {
      const answer = await connection.ask((waits ? patient : hasty)(n));
      const ms = performance.now() - since;
      if (!tally.count(answer, ms) && waits && answer.status === 202) tally.unended(ms);
    } catch (error) {
      tally.other((error as Error).message);
    }
    idle.push(connection);
  };

  tally.begin();
  report({ kind: 'begun' });
  const begun = performance.now();
  for (let n = 0, passed = 0; passed < load.measureMs; passed = performance.now() - begun) {
    for (const due = (passed / 1_000) * load.perSecond!; n < due; n++) {
      if (!idle.length && opened === load.clients) {
        tally.other('not sent: every connection waits for its answer');
        continue;
      }
      const placed: Promise<void> = place(n).finally(() => underWay.delete(placed));
      underWay.add(placed);
    }
    await sleep(TICK_MS);
  }
  report({ kind: 'measured', measured: tally.measured() });
  await Promise.all(underWay);
  for (const connection of idle) connection.end();
  report({ kind: 'done', totals: tally.totals });
}
