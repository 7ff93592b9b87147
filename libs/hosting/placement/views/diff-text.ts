import type { Change, Difference, Rerouted } from './diff.js';
import { columns, titled } from './lines.js';
import { routeLines } from './route-lines.js';

/** What moves, and what that does to the ways of calls and messages; for people. Without an end of line. */
export function diffText({
  before,
  after,
  renames,
  moves,
  discovery,
  replicas,
  databases,
  routes,
}: Difference): string {
  const isNew = ({ transportBefore }: Rerouted) => !transportBefore;
  const isOver = ({ transportAfter }: Rerouted) => !transportAfter;
  const sections = [
    ...titled(
      'Processes get another name',
      columns(
        renames.map(({ from, to }) => [`${from} → ${to}`]),
        '  ',
      ),
    ),
    ...titled('Contexts move', changeLines(moves)),
    ...titled('Found by another discovery', changeLines(discovery)),
    ...titled('Replicas', changeLines(replicas)),
    ...titled('Databases', changeLines(databases)),
    ...titled('From now on across the wire', routeLines(routes.filter(isNew), wayOf)),
    ...titled('No longer across the wire', routeLines(routes.filter(isOver), wayOf)),
    ...titled(
      'Over another transport',
      routeLines(
        routes.filter((route) => !isNew(route) && !isOver(route)),
        wayOf,
      ),
    ),
  ];
  const nothing = ['', 'Nothing moves, and every call and message goes the way it went.'];
  return [`${before} → ${after}`, ...(sections.length ? sections : nothing)].join('\n');
}

const changeLines = (changes: readonly Change<unknown>[]): string[] =>
  columns(
    changes.map(({ name, from, to }) => [name, `${String(from)} → ${String(to)}`]),
    '  ',
  );

function wayOf({ transportBefore, transportAfter }: Rerouted): string {
  if (!transportBefore) return `over ${transportAfter}`;
  return transportAfter ? `${transportBefore} → ${transportAfter}` : `was ${transportBefore}`;
}
