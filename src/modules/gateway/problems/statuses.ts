import type { ErrorKind } from '#libs/messaging/contract';

const BY_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  refused: 422,
  unavailable: 503,
  fault: 500,
};

/** Codes for which HTTP has a more precise status than that of their kind. */
const BY_CODE: Readonly<Record<string, number>> = {
  'users.wrong-credentials': 401,
  'inventory.stale-product': 412,
  'message.too-large': 413,
  'request.if-match-missing': 428,
  'live.too-many-streams': 429,
  'idempotency.key-reused': 422,
  'message.forbidden': 500, // a gateway that may not send what it sends is a bug of ours
};

/** The HTTP status of a declared error. */
export const statusOf = (code: string, kind: ErrorKind): number => BY_CODE[code] ?? BY_KIND[kind] ?? 500; // a process of another release may know other kinds
