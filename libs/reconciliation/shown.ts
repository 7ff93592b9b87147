import type { DataSource } from 'typeorm';
import { fitting } from '#libs/messaging/contract';
import type { Catalogue } from './compared.js';
import type { DifferenceRow } from './data/difference.entity.js';
import { type DifferenceFilter, listDifferences } from './data/listed.js';

interface Asked extends Pick<DifferenceFilter, 'state' | 'kind' | 'after'> {
  /** In seconds. */
  readonly olderThan?: number;
  readonly limit: number;
}

/** A page of differences, as people see them; shorter than its limit when the reply is full. */
export async function pageOfDifferences(db: DataSource, catalogue: Catalogue, asked: Asked, now: Date) {
  const { olderThan = 0, limit, ...filter } = asked;
  const until = new Date(now.getTime() - 1_000 * olderThan);
  const rows = await listDifferences(db, { ...filter, until }, limit + 1);
  const differences = fitting(rows.slice(0, limit).map((row) => shownBy(catalogue, row)));
  return { differences, hasMore: rows.length > differences.length };
}

const shownBy = (catalogue: Catalogue, { id, kind, orderId, ours, theirs, ...row }: DifferenceRow) => ({
  id,
  kind,
  orderId,
  ours,
  theirs,
  ...(catalogue[kind] ?? UNKNOWN),
  state: row.state as DifferenceFilter['state'],
  since: row.since.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  closedBy: row.closedBy,
  closedWhy: row.closedWhy,
});

/** Of another release. */
const UNKNOWN = { compared: 'unknown', repair: 'This release does not know this difference.', isAutomatic: false };
