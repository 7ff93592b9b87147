import { relative } from 'node:path';
import { wrapped } from './wrapped.js';

type Embedded = { readonly port: number; readonly folder: string };

/** What runs in one process, for the banner at start. */
export interface Whereabouts {
  /** URL of the public API, if it is served here. */
  readonly url?: string;
  readonly process: string;
  readonly management: string;
  /** Where contexts run that the placement does not name; undefined: it names all. */
  readonly unnamed?: string;
  /** The public door, if it is hosted here; it owns no data. */
  readonly door?: string;
  /** Context → URLs of its databases. */
  readonly databases: ReadonlyMap<string, readonly string[]>;
  /** The embedded server; undefined: the databases are on the servers of the settings. */
  readonly embedded?: Embedded;
  /** What was started for its contexts. */
  readonly besides?: readonly string[];
}

/** The start banner of a process; no line is longer than 100 columns. Passwords in URLs are not shown. */
export function mapOf({
  url,
  process,
  management,
  unnamed,
  door,
  databases,
  embedded,
  besides = [],
}: Whereabouts): string {
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
    ...besides.flatMap((text) => wrapped('  beside     ', text)),
    ...rooms.map(([name, what], n) => `  ${n ? '        ' : 'contexts'}   ${name!.padEnd(width)}${what}`),
  ].join('\n');
}

/** Where the databases are. */
export const placeOf = (embedded: Embedded | undefined): string =>
  embedded
    ? `embedded PostgreSQL, port ${embedded.port}, data in ${fromHere(embedded.folder)}`
    : 'PostgreSQL at the URLs that were given';

/** As root the databases are not below the data folder, which an unprivileged PostgreSQL may not read. */
const fromHere = (path: string): string => {
  const way = relative('', path);
  return way.startsWith('..') ? path : way;
};

const nameIn = (url: string): string => new URL(url).pathname.slice(1);
