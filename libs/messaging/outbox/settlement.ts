import { isEffects } from '../directory.js';
import type { Unfinished } from './relay.js';
import type { Settlement } from './sweep-sql.js';

const BUSY_PAUSE_MS = 100;
/** During a rolling upgrade, a receiver of the old version does not know a new message type yet. */
const UNKNOWN_TYPE_PATIENCE_MS = 3_600_000;
const UNCOUNTED_FACTOR = 2;

/** What a receipt means for the row. Pauses are jittered, so that messages that failed together are not retried together. */
export function settlementOf({ id, receiver, receipt, sends }: Unfinished, retryMs: number): Settlement {
  const isEffect = isEffects(receiver);
  const row = { id, receiver, sends, patienceMs: null, keepSends: isEffect } as const;
  if (receipt.outcome === 'busy')
    return { ...row, counted: false, isDead: false, error: 'busy', pauseMs: jittered(BUSY_PAUSE_MS) };
  const { error, counted, permanent, againInMs } = receipt;
  return {
    ...row,
    counted: counted && !isEffect,
    isDead: permanent && !isEffect,
    patienceMs: error.code === 'message.unknown-type' ? UNKNOWN_TYPE_PATIENCE_MS : null,
    error: `${error.code}: ${error.message}`,
    pauseMs: againInMs ?? jittered(counted ? retryMs : retryMs * UNCOUNTED_FACTOR),
  };
}

const jittered = (ms: number): number => ms * (0.75 + Math.random() / 2);
