import type { MessageKey } from './message.js';

/** The local copy of a user's contact data; null and 0 when an event of one of their orders arrived before that of their account. */
export interface Contact {
  readonly userId: string;
  readonly email: string | null;
  readonly name: string | null;
  /** The version of the copied account. */
  readonly revision: number;
  /** Messages that wait for the address. */
  readonly waiting: readonly MessageKey[];
}

/** A user whose account is not known yet. */
export const stranger = (userId: string): Contact => ({ userId, email: null, name: null, revision: 0, waiting: [] });
