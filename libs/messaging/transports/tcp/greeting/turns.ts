/** A connection during the handshake: packets are sent and received alternately. */
export interface Turns {
  say(words: object): void;
  /** The next packet of the peer. Rejects with Ended when the connection ends. */
  heard(): Promise<string>;
}

/** The connection ended during the handshake. */
export class Ended extends Error {
  constructor() {
    super('the connection ended before both ends had proven who they are');
  }
}
