import type { Logger } from 'typeorm';

/** TypeORM prints failed migrations to the console whatever `logging` says; we throw them. */
export const silentLogger: Logger = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};
