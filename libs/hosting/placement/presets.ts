import type { TransportName } from '#libs/messaging';
import { type Known, namesOf } from './known.js';
import type { DiscoveryName, Placement } from './placement.js';
import { PlacementError } from './placement-error.js';
import { didYouMean, quoted } from '../yaml/index.js';

/** The process that hosts everything, and the one that hosts what was not split off. */
const [MONOLITH, REST] = ['monolith', 'rest'];

/** Every context in one process, without a file. */
export const monolithPlacement = (known: Known): Placement => splitPlacement(known, []);

/**
 * Each of `contexts` in a process of its own name, the rest together. Throws PlacementError when one is unknown or named twice.
 * @param contexts  as in `--split payments,inventory`
 */
export function splitPlacement(
  known: Known,
  contexts: readonly string[],
  transport: TransportName = 'tcp',
  discovery: DiscoveryName = 'static',
): Placement {
  const all = namesOf(known);
  const problems = contexts.flatMap((name, i) => {
    if (!all.includes(name)) return [{ reason: `unknown context ${quoted(name)}${didYouMean(name, all)}` }];
    return contexts.indexOf(name) < i ? [{ reason: `${name} is named twice` }] : [];
  });
  const file = contexts.length ? `--split ${contexts.join(',')}` : MONOLITH;
  if (problems.length) throw new PlacementError(file, problems);
  const rest = all.filter((name) => !contexts.includes(name));
  const processes = [
    ...(rest.length ? [{ name: contexts.length ? REST : MONOLITH, contexts: rest, replicas: 1 }] : []),
    ...contexts.map((name) => ({ name, contexts: [name], replicas: 1 })),
  ];
  return { file, processes, unnamed: [], transport, discovery, pairs: [], databases: {} };
}
