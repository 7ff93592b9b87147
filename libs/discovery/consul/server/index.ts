/** Starts the `consul` found on the PATH. */
export { ConsulError, type ConsulErrorCode } from '../consul-error.js';
export type { ConsulPlace, Tokens } from './consul-place.js';
export { ConsulProcess } from './consul-process.js';
export { findConsul } from './program.js';
export { startConsul, type ConsulServer, type ConsulServerOptions } from './start-consul.js';
