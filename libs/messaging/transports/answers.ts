import { ERROR_KINDS } from '../contract/index.js';
import type { Message, Receipt } from '../envelope.js';
import type { WireError } from '../errors.js';

/** Whether this value from another process contains one receipt for each of these messages, in their order. */
export const areReceiptsOf = (messages: readonly Message[], value: unknown): value is readonly Receipt[] =>
  Array.isArray(value) && value.length === messages.length && messages.every(({ id }, i) => isReceipt(value[i], id));

export function isWireError(value: unknown): value is WireError {
  const { code, kind, message, details } = fieldsOf(value);
  return (
    typeof code === 'string' &&
    typeof message === 'string' &&
    (ERROR_KINDS as readonly unknown[]).includes(kind) &&
    (details === undefined || (typeof details === 'object' && details !== null))
  );
}

function isReceipt(value: unknown, wanted: string): boolean {
  const { id, outcome, error, permanent, counted, againInMs } = fieldsOf(value);
  if (id !== wanted) return false;
  if (outcome !== 'failed') return outcome === 'done' || outcome === 'busy';
  const isTimed = againInMs === undefined || (typeof againInMs === 'number' && againInMs >= 0);
  return isWireError(error) && typeof permanent === 'boolean' && typeof counted === 'boolean' && isTimed;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
