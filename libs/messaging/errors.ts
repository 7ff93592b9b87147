import type { z } from 'zod';
import { Refusal, type ErrorKind } from './contract/index.js';
import { troubleOf } from './inbox/trouble.js';

/** What messaging itself can answer, beside the codes that contracts declare. */
export const MESSAGING_CODES = {
  'message.invalid': 'invalid',
  'message.forbidden': 'forbidden',
  'message.not-opened': 'fault',
  'message.unknown-type': 'unavailable',
  'message.no-decision': 'fault',
  'message.too-large': 'invalid',
  'message.too-old': 'invalid',
  'message.unanswered': 'unavailable',
  'reply.invalid': 'fault',
  'message.busy': 'unavailable',
  'message.unreadable': 'unavailable',
  'request.deadline': 'unavailable',
  'request.unanswered': 'unavailable',
  'request.not-begun': 'unavailable',
  'request.in-progress': 'conflict',
  'idempotency.key-reused': 'invalid',
  'context.unavailable': 'unavailable',
  'context.overloaded': 'unavailable',
  internal: 'fault',
} as const satisfies Record<string, ErrorKind>;
export type MessagingCode = keyof typeof MESSAGING_CODES;

/** Messaging's own word on a message: coded like a refusal, so it crosses processes in the same way. */
export const messagingError = (
  code: MessagingCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): Refusal => new Refusal(code, MESSAGING_CODES[code], details, message);

/** Refused before anything was done, since it would not be done in time. */
export const overloaded = (message: string, retryAfterMs: number): Refusal =>
  messagingError('context.overloaded', message, { retryAfterMs: Math.ceil(retryAfterMs) });

/** Of a name or a sentence that may hold what somebody sent. */
const MOST_TEXT = 500;

export function invalidPayload(name: string, error: z.ZodError): Refusal {
  const issues = error.issues.slice(0, 20).map(({ path, message }) => ({
    pointer: `/${path.join('/')}`.slice(0, MOST_TEXT),
    detail: message.slice(0, MOST_TEXT),
  }));
  return messagingError('message.invalid', `${name}: ${issues[0]?.pointer} ${issues[0]?.detail}`, { errors: issues });
}

/** A reply that is not what its contract says: whoever asked cannot help it. */
export function invalidReply(name: string, error: z.ZodError): Refusal {
  const [issue] = error.issues;
  const what = `/${issue?.path.join('/')}: ${issue?.message.slice(0, MOST_TEXT)}`;
  return messagingError('reply.invalid', `the reply to ${name} does not fit its contract: ${what}`);
}

/** An error as it travels. Anything undeclared becomes `internal`: what broke inside is logged there, not told. */
export interface WireError {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export function toWire(error: unknown): WireError {
  if (error instanceof Refusal)
    return { code: error.code, kind: error.kind, message: error.message, details: error.details };
  if (isEnvironment(error))
    return { code: 'context.unavailable', kind: 'unavailable', message: 'its database cannot be used at the moment' };
  return { code: 'internal', kind: 'fault', message: 'something broke; the log of the context says what' };
}

/** A full pool, a database that is away: nobody's fault here, and over in a while. */
export function isEnvironment(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Refusal) return false;
  if (!('code' in error)) return POOL.test(error.message); // a decision may throw a time-out of its own, which is its fault
  return ['environment', 'lost'].includes(troubleOf(error));
}
const POOL = /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated)/;

export const fromWire = ({ code, kind, message, details }: WireError): Refusal =>
  new Refusal(code, kind, details, message);

export const keyReused = (): Refusal =>
  messagingError(
    'idempotency.key-reused',
    'this Idempotency-Key was used for another request; a new request needs a new key',
  );

export const notBegun = (): Refusal =>
  messagingError('request.not-begun', 'the deadline passed before the request was begun; nothing happened');

/** The receiver cannot be reached: nothing was sent. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The receiver answers that it cannot read the frame: it was damaged on the way, or one of its messages is too much for the transport. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Not now; nothing happened, and nothing is counted. */
export class Busy extends Error {
  override readonly name = 'Busy';
}
export const busy = (): Busy => new Busy('not now: come again');
