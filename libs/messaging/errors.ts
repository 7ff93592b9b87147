import type { z } from 'zod';
import { Refusal, type ErrorKind } from './contract/index.js';
import { troubleOf } from './inbox/trouble.js';

/** The error codes of messaging itself, in addition to those of contracts. */
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

/** An error of messaging. It has a code like a refusal, so it is sent to other processes in the same way. */
export const messagingError = (
  code: MessagingCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): Refusal => new Refusal(code, MESSAGING_CODES[code], details, message);

/** The command was refused before it began, since it could not be finished in time. */
export const overloaded = (message: string, retryAfterMs: number): Refusal =>
  messagingError('context.overloaded', message, { retryAfterMs: Math.ceil(retryAfterMs) });

/** Limit of texts that may contain foreign input. */
const MOST_TEXT = 500;

export function invalidPayload(name: string, error: z.ZodError): Refusal {
  const issues = error.issues.slice(0, 20).map(({ path, message }) => ({
    pointer: `/${path.join('/')}`.slice(0, MOST_TEXT),
    detail: message.slice(0, MOST_TEXT),
  }));
  return messagingError('message.invalid', `${name}: ${issues[0]?.pointer} ${issues[0]?.detail}`, { errors: issues });
}

/** A reply that does not match its contract; not the caller's fault. */
export function invalidReply(name: string, error: z.ZodError): Refusal {
  const [issue] = error.issues;
  const what = `/${issue?.path.join('/')}: ${issue?.message.slice(0, MOST_TEXT)}`;
  return messagingError('reply.invalid', `the reply to ${name} does not fit its contract: ${what}`);
}

/** An error in its wire form. Undeclared errors become `internal`: the cause is logged where it happened and not sent. */
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

/** A full connection pool, an unreachable database, a table that another session has locked: temporary, and not caused by the message. */
export function isEnvironment(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Refusal) return false;
  if (!('code' in error)) return POOL.test(error.message); // a timeout error thrown by a decision is a fault of the decision
  return ['environment', 'lost', 'held'].includes(troubleOf(error));
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

/** The receiver is unreachable: nothing was sent. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The receiver could not parse the frame: it was damaged, or one of its messages is too large for the transport. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** It cannot be processed now; nothing has happened, and it does not count as a failure. */
export class Busy extends Error {
  override readonly name = 'Busy';
}
export const busy = (): Busy => new Busy('not now: come again');
