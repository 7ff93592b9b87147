import type { Logger } from 'typeorm';

/** TypeORM prints failed migrations to the console even with `logging` off; here they are thrown. */
export const silentLogger: Logger = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
};
