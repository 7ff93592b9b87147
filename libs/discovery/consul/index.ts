/** A registry in Consul: processes register there with a health check, and follow what others have registered. */
export { consulConfig, type ConsulSettings } from './config.js';
export { ConsulError, type ConsulErrorCode } from './consul-error.js';
export { openConsul, type ConsulOptions } from './open.js';
