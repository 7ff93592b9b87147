/** An HTTP server that judges its clients by what they have sent, and stops in order. */
export { httpApp, listen, PortError, type HttpAppOptions } from './http-app.js';
export { STOPPING, TOO_MANY, type ClientError } from './connections.js';
export type { HttpLimits } from './limits.js';
