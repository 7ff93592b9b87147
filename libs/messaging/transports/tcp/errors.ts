import { Unreachable } from '../../errors.js';

/** Nothing was sent, because the peer has too many calls or no time was left. The peer is healthy and stays in the rotation. */
export class NotNow extends Unreachable {}

/** The connection broke during the call: it is unknown whether the call was executed. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** The peer's answer cannot be parsed: its connection is closed. */
export class BadAnswer extends Error {}
