import { columns } from './lines.js';
import type { Route } from './routes.js';

/** Routes below headings, all in the same columns: who to whom, and on which lane what. */
export function routeLines<R extends Route>(routes: readonly R[], headingOf: (route: R) => string): readonly string[] {
  const groups = [...Map.groupBy(routes, headingOf)];
  const lines = columns(
    groups.flatMap(([, some]) => rowsOf(some)),
    '    ',
  );
  return groups.flatMap(([heading, some]) => [`  ${heading}`, ...lines.splice(0, some.length)]);
}

/** Two contexts are named once, in front of all that goes between them. */
const rowsOf = (routes: readonly Route[]): string[][] =>
  [...Map.groupBy(routes, ({ from, to }) => `${from} → ${to}`)].flatMap(([ends, between]) =>
    between.map(({ lane, contract, isOpen }, i) => [i ? '' : ends, lane, contract + (isOpen ? '  (open to all)' : '')]),
  );
