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
export { arrayLiteral, type Value } from './array-literal.js';
export { binaryArray } from './binary-array.js';
export { Connection, ConnectionLost, type Backend, type ConnectionOptions } from './connection.js';
export { endBackend } from './end-backend.js';
export type { BoundStatement, Row, Statement } from './flight.js';
export { json, plain, quoted, SetStatement, type SetColumn } from './set-statement.js';
