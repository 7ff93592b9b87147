import { Refusal } from '../contract/index.js';
import type { Verdict } from '../envelope.js';
import { Busy, MESSAGING_CODES, toWire, type MessagingCode } from '../errors.js';

/** Not the message's fault: another context is away, a deadline of a question passed, a roll is under way. */
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

/** What the receiver says of a message whose handling threw. */
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
