import type { Databases } from '#libs/database';
import { say, type LogFormat } from '#libs/logging';
import { mapOf } from '../map.js';
import { unnamedText } from '../placement/index.js';
import type { Seat } from '../seat.js';
import { databasesOf, type Share } from '../share.js';

/** The report of a child process to the supervisor when it is ready. */
export interface Ready {
  /** The public URL, otherwise that of the health endpoint. */
  readonly ready: string;
  /** The text for a new user. */
  readonly welcome?: string;
}

export interface Found {
  readonly url?: string;
  readonly management: string;
  readonly welcome?: string;
  /** What was started for its contexts. */
  readonly besides: readonly string[];
}

/** Prints what runs in this process, or, in a child process, reports it to the supervisor. */
export function announce(
  seat: Seat,
  share: Share,
  databases: Databases,
  found: Found,
  { isSupervised, format }: { readonly isSupervised: boolean; readonly format: LogFormat },
): void {
  const { url, management, welcome } = found;
  if (!isSupervised) show([mapFor(seat, share, databases, found), welcome], url ?? management, format);
  process.send?.({ ready: url ?? management, welcome } satisfies Ready);
}

/** What a person is told when everything serves; a program gets a record. */
export function show(texts: readonly (string | undefined)[], url: string, format: LogFormat): void {
  if (format === 'json') return say(`Cleave is ready at ${url}`);
  process.stdout.write([...texts, ''].filter(isText).join('\n'));
}

const isText = (text: string | undefined): text is string => text !== undefined;

function mapFor(
  seat: Seat,
  { contexts, door }: Share,
  { urls, embedded }: Databases,
  { url, management, besides }: Found,
): string {
  const own = Object.entries(contexts).map(
    ([name, entry]) => [name, databasesOf({ [name]: entry }).map((one) => urls.get(one)!)] as const,
  );
  return mapOf({
    url,
    management,
    unnamed: unnamedText(seat.placement),
    process: `${seat.process.name}, pid ${process.pid}`,
    door: door?.name,
    databases: new Map(own),
    embedded,
    besides,
  });
}
