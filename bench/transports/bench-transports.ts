import { setImmediate as turn } from 'node:timers/promises';
import { discardEmbeddedServer } from '#libs/database';
import { TRANSPORT_NAMES } from '#libs/messaging/transports';
import { busySeconds, cpuOfFamily } from '../measure/processes.js';
import type { Options } from '../options.js';
import type { Audience, BenchResult } from '../bench-result.js';
import { machine } from '../report/machine.js';
import { median } from '../report/median.js';
import { cleanDataFolder } from '../stage/data-folder.js';
import { type Cost, costOf, ERRANDS } from './cost.js';
import { type TransportCost, transportReport } from './transport-report.js';
import { inProcess, remote, type Way } from './way.js';

/** Measures requests and messages over each transport, with a receiver that does nothing. */
export async function benchTransports(options: Options, { stopping: { signal }, say }: Audience): Promise<BenchResult> {
  const dataDir = await cleanDataFolder();
  const before = spentSoFar();
  try {
    const costs: { way: string; errand: number; cost: Cost }[] = [];
    for (let round = 1; round <= options.rounds; round++)
      for (const open of [inProcess, ...TRANSPORT_NAMES.map((name) => () => remote(name, dataDir))]) {
        const way = await open();
        say(`round ${round}: ${way.name}`);
        try {
          for (const errand of ERRANDS.keys()) costs.push({ way: way.name, errand, cost: await measured(way, errand) });
        } finally {
          await way.close();
        }
      }
    const transports = summed(costs);
    const others = othersSince(before);
    const figures = { date: new Date().toISOString().slice(0, 10), machine: machine(), others, transports };
    return { text: transportReport(figures), figures, isRight: true };
  } finally {
    await discardEmbeddedServer(dataDir);
  }

  async function measured({ carrier }: Way, errand: number): Promise<Cost> {
    await turn();
    signal.throwIfAborted();
    return costOf(ERRANDS[errand]!, carrier, options.seconds);
  }
}

interface SpentSoFar {
  readonly at: number;
  readonly machine: number;
  readonly ours?: number;
}

const spentSoFar = (): SpentSoFar => ({
  at: performance.now(),
  machine: busySeconds(),
  ours: cpuOfFamily(process.pid),
});

/** Share of a core that other processes have taken since then. */
function othersSince(before: SpentSoFar): number | undefined {
  const { at, machine: worked, ours } = spentSoFar();
  if (ours === undefined || before.ours === undefined) return undefined;
  return Math.max(0, worked - before.machine - (ours - before.ours)) / ((at - before.at) / 1_000);
}

/** The median of the rounds, separately for each figure. */
function summed(costs: readonly { way: string; errand: number; cost: Cost }[]): TransportCost[] {
  const groups = Map.groupBy(costs, ({ way, errand }) => `${way} ${errand}`);
  return [...groups.values()].map((group) => {
    const of = (figure: keyof Cost) => median(group.map(({ cost }) => cost[figure]));
    const { way, errand } = group[0]!;
    const { what, messages } = ERRANDS[errand]!;
    const cost = { aloneUs: of('aloneUs')!, manyUs: of('manyUs')!, manyCpuUs: of('manyCpuUs') };
    return { transport: way, what, messages, ...cost };
  });
}
