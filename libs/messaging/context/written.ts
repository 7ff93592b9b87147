import type { DataSource, EntityManager } from 'typeorm';

/**
 * A transaction that writes, on one of the connections that are for queries, which are read-only else. For what a context does beside its
 * messages, in tables from which no decision loads: what those load is written by decisions alone.
 */
export const written = <T>(db: DataSource, write: (manager: EntityManager) => Promise<T>): Promise<T> =>
  db.transaction(async (manager) => {
    await manager.query('SET TRANSACTION READ WRITE');
    return write(manager);
  });
