import { DatabaseError } from '../database-error.js';
import type { Home } from './home.js';

/** Messages of PostgreSQL 18 about a damaged folder (the programs run with LC_ALL=C). */
const BROKEN =
  /could not find the database system|not a valid data directory|could not (open|read) (control )?file|could not (open|access) directory|incorrect checksum|invalid (primary )?checkpoint|could not locate|incompatible|has wrong ownership|invalid permissions|bogus data|missing/i;

/** Turns the last output of a program that failed into a DatabaseError with a readable message. */
export function sentenceFor(output: string, home: Home): DatabaseError {
  if (/No space left on device/.test(output)) {
    return new DatabaseError(
      'database.disk-full',
      `The disk that holds ${home.path} is full; PostgreSQL cannot start.`,
    );
  }
  const reason = reasonIn(output);
  if (BROKEN.test(reason)) {
    return new DatabaseError(
      'database.broken-data-folder',
      `The database folder ${home.cluster} is damaged (${reason}); restore it, or delete it to start anew.`,
    );
  }
  return new DatabaseError(
    'database.cannot-start',
    `PostgreSQL does not start: ${reason || 'it gave no reason'} (see ${home.log}).`,
  );
}

/** The same for an error of the file system or of starting a program. */
export function sentenceForSystemError(error: unknown, home: { path: string }): unknown {
  const { code, syscall, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (!code || !syscall) return error;
  if (code === 'ENOSPC')
    return new DatabaseError('database.disk-full', `The disk that holds ${home.path} is full.`, { cause: error });
  return new DatabaseError(
    'database.folder-unusable',
    `The database's folder cannot be used: ${syscall} ${path ?? home.path}: ${code}.`,
    { cause: error },
  );
}

function reasonIn(output: string): string {
  const lines = output.split('\n').filter(Boolean);
  const told = lines.find((line) => /(FATAL|PANIC|error):/i.test(line)) ?? lines[0] ?? '';
  return told.replace(/^.*?(FATAL|PANIC|error|postgres):\s*/i, '').trim();
}
