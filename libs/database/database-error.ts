/** Why a database cannot be used. */
export type DatabaseErrorCode =
  | 'database.unsupported-system'
  | 'database.no-unprivileged-user'
  | 'database.folder-unusable'
  | 'database.broken-data-folder'
  | 'database.disk-full'
  | 'database.cannot-start'
  | 'database.not-answering'
  | 'database.unreachable'
  | 'database.forbidden'
  | 'database.too-old'
  | 'database.not-durable'
  | 'database.too-few-connections'
  | 'database.migration-failed'
  | 'database.migration-missing';

/** A database cannot be used; the message says why and what to do. */
export class DatabaseError extends Error {
  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}
