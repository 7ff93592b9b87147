import { Unreachable } from '../../errors.js';

/** Nothing was sent, and the peer is not to blame: it has enough to do, or there was no time left. It stays in the rotation. */
export class NotNow extends Unreachable {}

/** The connection broke with the call under way: nobody knows whether it was done. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** The peer answers something that is no answer: its connection is of no more use. */
export class BadAnswer extends Error {}
