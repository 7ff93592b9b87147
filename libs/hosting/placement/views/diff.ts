import type { TransportName } from '#libs/messaging';
import type { Contexts } from '../../contexts.js';
import { serverOf } from '../database-url.js';
import { namesOf } from '../known.js';
import type { Placement } from '../placement.js';
import { processOf } from '../ways.js';
import { placedRoutes } from './placed-routes.js';
import { renamed } from './renamed.js';
import type { Route } from './routes.js';

/** Something of a context, or a process, that is not what it was. */
export interface Change<T = string> {
  readonly name: string;
  readonly from: T;
  readonly to: T;
}

/** A route whose way changes; null: inside a process. */
export interface Rerouted extends Route {
  readonly transportBefore: TransportName | null;
  readonly transportAfter: TransportName | null;
}

/** What changes between two placements; plain data. Addresses and ports are not compared. */
export interface Difference {
  readonly before: string;
  readonly after: string;
  /** Processes that host what they hosted, under another name. */
  readonly renames: readonly Change[];
  /** Contexts that go to another process. */
  readonly moves: readonly Change[];
  /** How instances are found; empty: as before. */
  readonly discovery: readonly Change[];
  /** By context. */
  readonly replicas: readonly Change<number>[];
  /** By context: its server and pool, without secrets. */
  readonly databases: readonly Change[];
  readonly routes: readonly Rerouted[];
}

export function diff(before: Placement, after: Placement, contexts: Contexts): Difference {
  const newNames = renamed(before, after);
  const homes = (placement: Placement) => (context: string) => processOf(placement, context).name;
  const changes = <T>(from: (context: string) => T, to: (context: string) => T): readonly Change<T>[] =>
    namesOf(contexts)
      .map((name) => ({ name, from: from(name), to: to(name) }))
      .filter((change) => change.from !== change.to);
  return {
    before: before.file,
    after: after.file,
    renames: [...newNames].map(([from, to]) => ({ name: to, from, to })),
    moves: changes(homes(before), homes(after)).filter(({ from, to }) => newNames.get(from) !== to),
    discovery:
      before.discovery === after.discovery ? [] : [{ name: 'instances', from: before.discovery, to: after.discovery }],
    replicas: changes(
      (context) => processOf(before, context).replicas,
      (context) => processOf(after, context).replicas,
    ),
    databases: changes(
      (context) => databaseText(before, context),
      (context) => databaseText(after, context),
    ),
    routes: rerouted(before, after, contexts),
  };
}

function rerouted(before: Placement, after: Placement, contexts: Contexts): readonly Rerouted[] {
  const old = placedRoutes(before, contexts);
  return placedRoutes(after, contexts)
    .map(({ fromProcess: _from, toProcess: _to, transport, ...route }, i) => ({
      ...route,
      transportBefore: old[i]!.transport, // the routes follow from the contracts, so they are the same in both
      transportAfter: transport,
    }))
    .filter(({ transportBefore, transportAfter }) => transportBefore !== transportAfter);
}

function databaseText({ databases }: Placement, context: string): string {
  const { url, pool } = databases[context] ?? {};
  return `${url ? serverOf(url) : 'where the settings say'}${pool ? `, pool ${pool}` : ''}`;
}
