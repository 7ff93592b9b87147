import type { MessageKey } from './message.js';

/** What is known here of somebody; null and 0 while only their orders have been heard of. */
export interface Contact {
  readonly userId: string;
  readonly email: string | null;
  readonly name: string | null;
  /** The version of the account that this is a copy of. */
  readonly revision: number;
  /** Messages written before the address was known. */
  readonly waiting: readonly MessageKey[];
}

/** Somebody of whom only an order has been heard. */
export const stranger = (userId: string): Contact => ({ userId, email: null, name: null, revision: 0, waiting: [] });
