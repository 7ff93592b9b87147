import { addressText } from '../address.js';
import type { ServerLoad } from '../connections.js';
import type { DiscoveryName, PlacedProcess } from '../placement.js';
import { columns, counted, titled } from './lines.js';
import { routeLines } from './route-lines.js';
import type { Shown } from './show.js';
import { unnamedText } from './unnamed-text.js';

const LEGEND = [
  'call     the sender waits for the reply',
  'message  durable: it waits in the outbox of its sender until the receiver has committed',
  'Besides, operators ask every context (ops.*) through the public door.',
];

const FOUND_BY: Readonly<Record<DiscoveryName, string>> = {
  static: 'Instances are found by the addresses of the placement.',
  consul: 'Instances are found by Consul, in which every process registers what it serves.',
};

/** Who runs where, and which calls and messages leave their process; for people. Without an end of line. */
export function showText(shown: Shown): string {
  const { file, discovery, processes, routes, connections } = shown;
  const unnamed = unnamedText(shown);
  const crossing = routes.filter(({ transport }) => transport);
  const staying = routes.filter(({ transport }) => !transport);
  return [
    `${file}: ${counted(processes.length, 'process', 'processes')}`,
    ...titled('Processes', columns(processes.map(processRow), '  ')),
    ...(unnamed ? [`  ${unnamed}`] : []),
    ...titled(
      'Across the wire',
      routeLines(
        crossing,
        ({ fromProcess, toProcess, transport }) => `${fromProcess} → ${toProcess} over ${transport}`,
      ),
    ),
    ...titled(
      'Inside a process',
      routeLines(staying, ({ fromProcess }) => fromProcess),
    ),
    '',
    `${crossing.length} of ${routes.length} kinds of calls and messages cross the wire.`,
    FOUND_BY[discovery],
    ...connections.filter((load) => load.connections > 0).map(loadLine),
    '',
    ...LEGEND,
  ].join('\n');
}

function processRow({ name, contexts, replicas, addresses = [] }: PlacedProcess): string[] {
  return [name, contexts.join(', '), replicas > 1 ? `× ${replicas}` : '', addresses.map(addressText).join(' ')];
}

const loadLine = ({ server = 'the database server', connections }: ServerLoad): string =>
  `At most ${connections} connections to ${server}.`;
