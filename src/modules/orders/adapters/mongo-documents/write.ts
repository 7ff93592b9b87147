import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import type { Stored } from './stored.js';

const DUPLICATE = 11_000;

interface WriteFailure {
  readonly code: number;
  readonly index: number;
}
interface BulkFailure extends Error {
  readonly name: 'MongoBulkWriteError';
  readonly writeErrors: WriteFailure | readonly WriteFailure[];
  readonly result: { getWriteConcernError(): unknown };
}

/**
 * Writes what is newer than what is there. An upsert that finds a version as new tries to insert beside it, and is told that the id is
 * taken; so is one that another writer was quicker than, perhaps with an older version, so these are tried once more as plain updates.
 */
export async function write(collection: Collection<Stored>, all: readonly Stored[]): Promise<void> {
  const taken = await attempt(collection, all, true);
  if (taken.length) await attempt(collection, taken, false);
}

/** Gives those whose id was taken; throws anything else. */
async function attempt(
  collection: Collection<Stored>,
  all: readonly Stored[],
  upsert: boolean,
): Promise<readonly Stored[]> {
  const operations = all.map(({ _id, ...replacement }): AnyBulkWriteOperation<Stored> => {
    const filter = { _id: { $eq: _id }, version: { $lt: replacement.version } };
    return { replaceOne: { filter, replacement, upsert } };
  });
  try {
    await collection.bulkWrite(operations, { ordered: false });
    return [];
  } catch (error) {
    if (!isBulkFailure(error) || error.result.getWriteConcernError()) throw error;
    const failures = [error.writeErrors].flat();
    if (!failures.length || failures.some(({ code }) => code !== DUPLICATE)) throw error;
    return failures.map(({ index }) => all[index]!);
  }
}

const isBulkFailure = (error: unknown): error is BulkFailure =>
  error instanceof Error && error.name === 'MongoBulkWriteError';
