/** An HTTP server with limits for its clients and an orderly stop. */
export { clientAddress } from './client-address.js';
export { httpApp, listen, PortError, type HttpAppOptions } from './http-app.js';
export type { Connections } from './connections.js';
export type { HttpLimits } from './limits.js';
export { isProbe } from './probes.js';
export { PROBLEM_TYPE, problemAnswer } from './problem-answer.js';
export { beginRejections, rejected } from './rejections.js';
export { SECURITY_HEADERS } from './security-headers.js';
export { knownTrace, traceIn } from './trace.js';
export { Upgrades, type Upgrade } from './upgrades.js';
export { TrustedProxies } from './trusted-proxies.js';
