import { type FileProblem, inOrder, shapeProblems, Source } from '../yaml/index.js';
import { prefixProblem } from './prefix-problem.js';
import type { Route, Service } from './route.js';
import { RouteTable } from './route-table.js';
import { RoutesError } from './routes-error.js';
import { keysAt, routesFile } from './routes-file.js';

/**
 * What a routes file says. Throws RoutesError with every problem there is, each with its line and column.
 * @param file  what the problems call it
 * @param own  first segments of the paths that the door serves itself
 */
export function parseRoutes(text: string, file: string, own: readonly string[]): RouteTable {
  const source = new Source(text);
  for (const problems of [source.syntaxProblems, source.aliasProblems, source.keyProblems]) refuseIfAny(file, problems);
  const content = source.value();
  const { data, error } = routesFile.safeParse(content);
  refuseIfAny(file, [
    ...(error ? shapeProblems(error.issues, source, keysAt) : []),
    ...prefixProblems(content, own, source),
    ...Object.entries(data?.routes ?? {}).flatMap(([prefix, { to }]) => unequal(to, ['routes', prefix, 'to'], source)),
  ]);
  const routes = Object.entries(data!.routes).map(([prefix, { to, ...rest }]): Route => ({
    prefix,
    to: { ...to[0]!, instances: to.flatMap(({ instances }) => instances) },
    ...rest,
  }));
  return new RouteTable(routes, own);
}

/** Also of routes whose rest is of no right shape. */
function prefixProblems(content: unknown, own: readonly string[], source: Source): readonly FileProblem[] {
  const { routes } = (content ?? {}) as { routes?: unknown };
  const prefixes = typeof routes === 'object' && routes ? Object.keys(routes) : [];
  return prefixes.flatMap((prefix, n) => {
    const reason = prefixProblem(prefix, prefixes.slice(0, n), own);
    return reason ? [source.problem(['routes', prefix], reason, 'key')] : [];
  });
}

/** Instances of one service are asked for the same path. A service in Consul is no instance: it has some, which Consul knows. */
function unequal(to: readonly Service[], path: readonly string[], source: Source): readonly FileProblem[] {
  const [first] = to;
  const inConsul = to.findIndex(({ consul }) => consul);
  if (to.length > 1 && inConsul >= 0)
    return [source.problem([...path, inConsul], 'a service in Consul stands alone, and in no list')];
  const ids = to.map(({ instances }) => instances[0]?.id);
  return to.flatMap(({ scheme, base }, n) => {
    if (ids.indexOf(ids[n]!) < n) return [source.problem([...path, n], 'this instance is in the list already')];
    if (scheme === first!.scheme && base === first!.base) return [];
    return [source.problem([...path, n], 'the URLs of one route may differ in host and port only')];
  });
}

function refuseIfAny(file: string, problems: readonly FileProblem[]): void {
  if (problems.length) throw new RoutesError(file, inOrder(problems));
}
