/** An HTTP server that judges its clients by what they have sent, and stops in order. */
export { httpApp, listen, PortError, type HttpAppOptions } from './http-app.js';
export type { HttpLimits } from './limits.js';
export { PROBLEM_TYPE, problemAnswer } from './problem-answer.js';
export { SECURITY_HEADERS } from './security-headers.js';
export { traceIn } from './trace.js';
