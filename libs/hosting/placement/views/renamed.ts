import type { PlacedProcess, Placement } from '../placement.js';

/**
 * New names by old ones, of processes that host more or less the same as before: otherwise every context in them would
 * seem to move. More than half of the contexts of both must be shared, so there is at most one such process.
 */
export function renamed(before: Placement, after: Placement): ReadonlyMap<string, string> {
  const isIn = ({ processes }: Placement, name: string) => processes.some((process) => process.name === name);
  const gone = before.processes.filter(({ name }) => !isIn(after, name));
  const come = after.processes.filter(({ name }) => !isIn(before, name));
  return new Map(
    gone.flatMap((old) => {
      const same = come.find((process) => isMuchAlike(old, process));
      return same ? [[old.name, same.name]] : [];
    }),
  );
}

function isMuchAlike({ contexts: some }: PlacedProcess, { contexts: others }: PlacedProcess): boolean {
  const shared = some.filter((context) => others.includes(context)).length;
  return shared * 2 > Math.max(some.length, others.length);
}
