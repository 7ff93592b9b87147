import type { DataSource } from 'typeorm';
import type { Ask } from '../feeding/index.js';

/** Asks so that all answers are of one state of the database. */
export const inOneState = <R>(db: DataSource, use: (ask: Ask) => Promise<R>): Promise<R> =>
  db.transaction('REPEATABLE READ', (manager) => use((sql, values) => manager.query(sql, [...values])));
