import { needsOf, type TransportName } from '#libs/messaging/transports';
import type { Contexts } from '../contexts.js';
import type { Placement } from '../placement/index.js';
import { shareOf } from '../share.js';
import type { Shutdown } from '../shutdown.js';
import { wiringOf } from '../wires/wiring.js';

/** Starts the brokers that a placement needs and the environment does not name. Returns the variables with their URLs when all are ready. */
export async function startBrokers(
  all: Contexts,
  placement: Placement,
  options: { readonly dataDir: string; readonly log: (line: string) => void },
  shutdown: Shutdown,
): Promise<Readonly<Record<string, string>>> {
  const started: Record<string, string> = {};
  const ready: Promise<void>[] = [];
  for (const name of transportsOf(all, placement)) {
    const { broker } = needsOf(name);
    if (!broker || process.env[broker.variable] || process.env[`${broker.variable}_FILE`]) continue;
    const local = await broker.start(options);
    shutdown.add(name, () => local.stop());
    started[broker.variable] = local.url;
    ready.push(local.ready);
  }
  await Promise.all(ready);
  return started;
}

/** Those that at least one pair of contexts uses. */
export const transportsOf = (all: Contexts, placement: Placement): ReadonlySet<TransportName> =>
  new Set(placement.processes.flatMap((process) => [...wiringOf(placement, shareOf(all, process)).keys()]));

/** A transport for people, with the address of its broker. A password in the URL is not shown. */
export function transportText(name: TransportName, started: Readonly<Record<string, string>>): string {
  const { broker } = needsOf(name);
  if (!broker) return name;
  const ours = started[broker.variable];
  const url = ours ?? process.env[broker.variable];
  return `${name} at ${url ? new URL(url).host : `what ${broker.variable}_FILE names`}${ours ? ', started by Cleave' : ''}`;
}
