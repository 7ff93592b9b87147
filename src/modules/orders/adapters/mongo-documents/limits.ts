import { within } from '#libs/messaging/deadline';
import { TooSlow } from '../../ports/order-documents.js';
import { isExpired } from './errors.js';

/** MongoDB is there and says nothing. */
export class NoAnswer extends Error {}

/** Of a call of the projector. The server may still do what was asked, which harms nobody: writes are guarded by versions. */
const CALL_MS = 10_000;
/** Of the removal of a copy, which waits for whoever reads it. */
export const LONGEST_MS = 60_000;
/** Of a search, in the server. */
const IN_SERVER_MS = 2_000;
/** Of a search, with everything between here and there: longer, so that a server that works can still say that it was not done. */
const SEARCH_MS = 3_000;

/** The driver has no limit of its own for a whole call: `timeoutMS` does nothing any more. Rejects with NoAnswer. */
export const calling = <T>(call: Promise<T>, ms = CALL_MS): Promise<T> => within(ms, call, () => silence(ms));

const silence = (ms: number, cause?: unknown): never => {
  throw new NoAnswer(`MongoDB has not answered within ${ms} ms`, { cause });
};

/** What a question may take; the driver breaks its connection when it is aborted, so that the pool is not used up by a server that hangs. */
export interface Limits {
  readonly maxTimeMS: number;
  readonly signal: AbortSignal;
}

/** Rejects with TooSlow when the server was not done, and with NoAnswer when it said nothing. */
export async function searching<T>(ask: (limits: Limits) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(SEARCH_MS);
  try {
    return await ask({ maxTimeMS: IN_SERVER_MS, signal });
  } catch (error) {
    if (isExpired(error)) throw new TooSlow(`MongoDB was not done within ${IN_SERVER_MS} ms`, { cause: error });
    if (signal.aborted) silence(SEARCH_MS, error);
    throw error;
  }
}
