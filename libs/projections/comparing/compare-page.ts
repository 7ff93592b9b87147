import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Document, DocumentStore } from '../feeding/index.js';
import type { Projection } from '../feeding/index.js';
import { inOneState } from './asking.js';
import { differences, type Difference } from './differences.js';
import { rangeOf } from './page-range.js';

/** Between two looks at documents that a projector may still write. */
const LOOK_MS = 250;

export interface Compared<D extends Document> {
  readonly db: DataSource;
  readonly projection: Projection<D>;
  readonly store: DocumentStore<D>;
  readonly copy: number;
}

export interface ComparedPage {
  /** Documents of the page, in the copy or by the streams. */
  readonly compared: number;
  readonly found: readonly Difference[];
  /** Where the next page begins; undefined: this was the last one. */
  readonly next: string | undefined;
}

/** The store could not be read; `cause` says why. */
export class StoreUnread extends Error {}

/**
 * Compares one page of a copy with what the streams say. What a projector may only not have written yet is looked at again until it is
 * there, or until `until` (by performance.now()). Rejects with StoreUnread, or with the error of the database.
 */
export async function comparePage<D extends Document>(
  of: Compared<D>,
  after: string | undefined,
  most: number,
  until: number,
): Promise<ComparedPage> {
  const [copied, streams] = [await read(of.store.page(of.copy, after, most)), await idsOf(of, after, most)];
  const { ids, next } = rangeOf(
    copied.map(({ id }) => id),
    streams,
    most,
  );
  let found = differences(
    copied.filter(({ id }) => next === undefined || id <= next),
    await truthOf(of, ids),
  );
  while (found.some(mayCome) && performance.now() + LOOK_MS < until) {
    await pause(LOOK_MS);
    found = [...found.filter((one) => !mayCome(one)), ...(await again(of, found.filter(mayCome)))];
  }
  return { compared: ids.length, found: found.toSorted((a, b) => (a.id < b.id ? -1 : 1)), next };
}

/** A projector that runs behind explains it. */
const mayCome = ({ kind }: Difference): boolean => kind === 'missing' || kind === 'behind';

async function again<D extends Document>(
  of: Compared<D>,
  found: readonly Difference[],
): Promise<readonly Difference[]> {
  const ids = found.map(({ id }) => id);
  const copied = await read(of.store.find(of.copy, ids)); // first, so that no document is newer than the streams
  return differences(copied, await truthOf(of, ids));
}

const read = <R>(reading: Promise<R>): Promise<R> =>
  reading.catch((cause: unknown) => {
    throw new StoreUnread('the store cannot be read', { cause });
  });

const truthOf = <D extends Document>({ db, projection }: Compared<D>, ids: readonly string[]): Promise<readonly D[]> =>
  ids.length ? inOneState(db, (ask) => projection.build(ask, ids)) : Promise.resolve([]);

/** Ids of aggregates after this one, as their root streams say. */
async function idsOf({ db, projection: { root } }: Compared<Document>, after = '', most: number): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(IDS, [root, after, most]);
  return rows.map(({ id }) => id);
}

/** '.' is the character after '-'. */
const IDS = `
  SELECT substr(stream, length($1) + 2) AS id FROM event
  WHERE stream > $1 || '-' || $2 AND stream < $1 || '.' AND version = 1 ORDER BY stream LIMIT $3`;
