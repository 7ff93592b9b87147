export { adminSession } from './admin-session.js';
export { contextDatabaseConfig, databaseConfig, urlVariable } from './config.js';
export { DatabaseError, type DatabaseErrorCode } from './database-error.js';
export { databaseSections, openDatabases, type Databases, type DatabasesOptions } from './databases.js';
export { embeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './embedded/embedded-server.js';
export { discardEmbeddedServer } from './embedded/sweep.js';
export { provision, roleOf, roleUrl, type ProvisionOptions } from './provision/provision.js';
export {
  contextDataSource,
  contextDataSourceOptions,
  type ContextDataSourceOptions,
} from './source/context-data-source.js';
export { migrate } from './source/migrate.js';
export { missingColumns } from './source/missing-columns.js';
export { SafeClient } from './source/safe-client.js';
export * from './wire/index.js';
