import { relative } from 'node:path';
import { wrapped } from './wrapped.js';

type Embedded = { readonly port: number; readonly folder: string };

/** What runs in one process, as it is told at start. */
export interface Whereabouts {
  /** Of the public API, where it is served here. */
  readonly url?: string;
  readonly process: string;
  readonly management: string;
  /** Where contexts run that the placement does not name; undefined: it names all. */
  readonly unnamed?: string;
  /** The context that is the public door, where it is hosted; it owns no data. */
  readonly door?: string;
  /** Context → URLs of the databases that are its own. */
  readonly databases: ReadonlyMap<string, readonly string[]>;
  /** The embedded server; undefined: the databases lie where the settings say. */
  readonly embedded?: Embedded;
}

/** The map of a process, for people; no line is longer than 100 columns. Passwords in the URLs are not shown. */
export function mapOf({ url, process, management, unnamed, door, databases, embedded }: Whereabouts): string {
  const rooms = [
    ...(door ? [[door, 'the public API; no data']] : []),
    ...[...databases].map(([name, urls]) => [name, urls.map(nameIn).join(', ')]),
  ];
  const width = Math.max(...rooms.map(([name]) => name!.length)) + 3;
  return [
    '',
    url ? `  Cleave is ready at ${url}` : '  A process of Cleave is ready',
    '',
    `  process    ${process}; health: ${management}/health`,
    ...(unnamed ? wrapped('             ', unnamed) : []),
    ...(databases.size ? wrapped('  databases  ', placeOf(embedded)) : []),
    ...rooms.map(([name, what], n) => `  ${n ? '        ' : 'contexts'}   ${name!.padEnd(width)}${what}`),
  ].join('\n');
}

/** Where the databases lie. */
export const placeOf = (embedded: Embedded | undefined): string =>
  embedded
    ? `embedded PostgreSQL, port ${embedded.port}, data in ${fromHere(embedded.folder)}`
    : 'PostgreSQL at the URLs that were given';

/** As root it is not below the data folder, which an unprivileged PostgreSQL may not enter. */
const fromHere = (path: string): string => {
  const way = relative('', path);
  return way.startsWith('..') ? path : way;
};

const nameIn = (url: string): string => new URL(url).pathname.slice(1);
