/** What runs where, as it is told at start. */
export interface Whereabouts {
  readonly url: string;
  readonly process: string;
  readonly management: string;
  /** The context that is the public door; it owns no data. */
  readonly door: string;
  /** Context → URLs of the databases that are its own. */
  readonly databases: ReadonlyMap<string, readonly string[]>;
  /** Of the embedded server; undefined: the databases lie where the settings say. */
  readonly embeddedPort?: number;
}

/** The map of a process, for people; no line is longer than 100 columns. Passwords in the URLs are not shown. */
export function mapOf({ url, process, management, door, databases, embeddedPort }: Whereabouts): string {
  const where = embeddedPort ? `embedded PostgreSQL, port ${embeddedPort}` : 'PostgreSQL at the URLs that were given';
  const rooms = [
    [door, 'the public API; no data'],
    ...[...databases].map(([name, urls]) => [name, urls.map(nameIn).join(', ')]),
  ];
  const width = Math.max(...rooms.map(([name]) => name!.length)) + 3;
  return [
    '',
    `  Cleave is ready at ${url}`,
    '',
    `  process    ${process}; health: ${management}/health`,
    `  databases  ${where}`,
    ...rooms.map(([name, what], n) => `  ${n ? '        ' : 'contexts'}   ${name!.padEnd(width)}${what}`),
  ].join('\n');
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1);
