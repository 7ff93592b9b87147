import { nearest } from '../yaml/index.js';
import { type Known, namesOf } from './known.js';
import type { PlacedProcess, Placement } from './placement.js';

/** Said instead of a process where each context that the file does not name gets one; the space keeps it apart from any name. */
export const OWN_PROCESS = 'own process';

/**
 * The processes with the contexts that the file does not name: they go to the default process, which is that of the door unless the
 * file names another one. A misspelt context counts as named, for it is refused with the name that was probably meant.
 */
export function withUnnamed(
  processes: readonly PlacedProcess[],
  byDefault: string | undefined,
  known: Known,
): Pick<Placement, 'processes' | 'unnamed'> {
  const all = namesOf(known);
  const named = processes
    .flatMap(({ contexts }) => contexts)
    .map((word) => (all.includes(word) ? word : nearest(word, all)));
  const unnamed = Object.keys(known.contexts).filter((context) => !named.includes(context));
  const atDoor = processes.find(({ contexts }) => contexts.includes(known.door.name))?.name;
  const homeOf = (context: string) => (byDefault === OWN_PROCESS ? context : (byDefault ?? atDoor));
  const grown = processes.map((process) => ({
    ...process,
    contexts: [...process.contexts, ...unnamed.filter((context) => homeOf(context) === process.name)],
  }));
  const own = byDefault === OWN_PROCESS ? unnamed.filter((name) => !processes.some((one) => one.name === name)) : [];
  return { processes: [...grown, ...own.map((name) => ({ name, contexts: [name], replicas: 1 }))], unnamed };
}
