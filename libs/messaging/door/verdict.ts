import { Refusal } from '../contract/index.js';
import type { Verdict } from '../envelope.js';
import { Busy, MESSAGING_CODES, toWire, type MessagingCode } from '../errors.js';

/** Errors that the message did not cause: another context is unreachable, a query timed out, a rolling upgrade is in progress. */
const UNCOUNTED: ReadonlySet<string> = new Set<MessagingCode>([
  'context.unavailable',
  'context.overloaded',
  'request.deadline',
  'request.unanswered',
  'request.not-begun',
  'request.in-progress',
  'message.busy',
  'message.unknown-type',
]);
const PERMANENT: ReadonlySet<string> = new Set<MessagingCode>([
  'message.invalid',
  'message.forbidden',
  'message.not-opened',
  'message.too-large',
  'message.too-old',
  'message.no-decision',
]);

/** The receipt for a message whose handling threw. */
export function verdictOn(error: unknown): Verdict {
  if (error instanceof Busy) return { outcome: 'busy' };
  const wire = toWire(error);
  const isDeclared = error instanceof Refusal && !(wire.code in MESSAGING_CODES);
  const told = wire.code === 'internal' ? { ...wire, message: (error as Error)?.message ?? String(error) } : wire;
  return {
    outcome: 'failed',
    error: told,
    counted: !UNCOUNTED.has(wire.code),
    permanent: isDeclared || PERMANENT.has(wire.code),
  };
}
