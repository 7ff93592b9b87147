import { traceparent } from '#libs/messaging';

/** Version 00 of W3C Trace Context; neither id may be all zeros. */
const VALID = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace of the client's header `traceparent`; undefined: it gave none, or one that is not valid. */
export const knownTrace = (header: unknown): string | undefined =>
  typeof header === 'string' && VALID.test(header) ? header : undefined;

/** The trace of the client's header `traceparent`, or a new one. */
export const traceIn = (header: unknown): string => knownTrace(header) ?? traceparent();
