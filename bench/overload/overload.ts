import { setTimeout as sleep } from 'node:timers/promises';
import type { Moments } from '../load/load-generator.js';
import type { Percentiles, Totals } from '../load/protocol.js';
import { measure, type Subject } from '../measure/measurement.js';
import { type Cpu, spentBetween } from '../measure/meter.js';
import { megabytesOf } from '../measure/processes.js';
import { sumOf } from '../stage/system.js';
import { type Books, books } from '../verify/books.js';
import { quiet } from '../verify/quiet.js';
import { type Fates, fatesBetween, fatesOf } from './fates.js';

/** Clients of the closed loop by which the capacity is measured. */
const CLIENTS = 256;
const CLOSED = { warmUpSeconds: 10, seconds: 15 } as const;
const TIMES = 2;
/** More connections than are needed while answers arrive in time, and fewer than usual limits on open files. */
const CONNECTIONS = 4_000;
/** V8 collects the garbage of the load after about ten idle seconds. */
const CALM_MS = 25_000;
const AFTERWARDS_MS = 60_000;

/** The result of one system with twice as many orders as it can confirm. */
export interface Overload {
  readonly name: string;
  readonly seconds: number;
  readonly closedPerSecond: number;
  readonly offeredPerSecond: number;
  readonly acceptedPerSecond: number;
  readonly confirmedPerSecond: number;
  readonly accepted: number;
  readonly timedOut: number;
  /** Latency of accepted orders, from the request to the answer `confirmed`. */
  readonly ms: Percentiles;
  readonly cpu: Cpu;
  readonly megabytes: { readonly before?: number; readonly during?: number; readonly after?: number };
  readonly answers: Readonly<Record<string, number>>;
  readonly books: Books;
}

export interface Setting {
  readonly adminUrl: string;
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** Records a CPU profile during the overload. */
  readonly watcher?: Moments;
  say(line: string): void;
}

export async function overload(
  subject: Subject,
  { adminUrl, seconds, signal, watcher, say }: Setting,
): Promise<Overload> {
  const { system, meter, generator } = subject;
  const { name, prefix, cleave, catalogue } = system;
  const megabytes = () => sumOf(cleave.members.map(({ pid }) => megabytesOf(pid)));
  const totals: Totals[] = [];
  const calm = (ms: number) => sleep(ms, undefined, { signal });

  const closed = await measure(subject, { clients: CLIENTS, kind: 'spread' }, CLOSED, signal);
  totals.push(closed.totals);
  const closedPerSecond = closed.measurement.ordersPerSecond;
  say(`${name}: ${closedPerSecond.toFixed(0)} orders/s with ${CLIENTS} clients that wait`);
  await quiet(adminUrl, prefix, signal);
  await calm(CALM_MS);

  const before = megabytes();
  const first = await fatesOf(adminUrl, prefix);
  const readings: Awaited<ReturnType<typeof meter.read>>[] = [];
  let meanwhile: Fates | undefined;
  const moments = {
    begun: async () => {
      await watcher?.begun();
      readings.push(await meter.read());
    },
    over: async () => {
      await watcher?.over();
      readings.push(await meter.read());
      meanwhile = fatesBetween(first, await fatesOf(adminUrl, prefix));
    },
  };
  const load = { ...catalogue, port: cleave.port, clients: CONNECTIONS, warmUpMs: 0, measureMs: seconds * 1_000 };
  const offered = { ...load, perSecond: TIMES * closedPerSecond };
  const { measured, totals: answered } = await generator.run(offered, moments, signal);
  totals.push(answered);
  const { cpu, megabytes: during } = spentBetween(readings[0]!, readings[1]!);
  say(`${name}: ${(meanwhile!.confirmed / measured.seconds).toFixed(0)} orders/s with twice as many offered`);
  await calm(AFTERWARDS_MS);
  const after = megabytes();
  await quiet(adminUrl, prefix, signal).catch((error: Error) => say(`${name}: ${error.message}`));
  const { accepted, timedOut } = fatesBetween(first, await fatesOf(adminUrl, prefix));

  return {
    name,
    seconds: measured.seconds,
    closedPerSecond,
    offeredPerSecond: TIMES * closedPerSecond,
    acceptedPerSecond: meanwhile!.accepted / measured.seconds,
    confirmedPerSecond: meanwhile!.confirmed / measured.seconds,
    accepted,
    timedOut,
    ms: measured.ms,
    cpu,
    megabytes: { before, during, after },
    answers: { '200 confirmed': answered.confirmed, ...answered.others },
    books: await books(adminUrl, prefix, totals),
  };
}
