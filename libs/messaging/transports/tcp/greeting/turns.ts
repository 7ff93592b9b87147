/** One packet after the other, in turns. */
export interface Turns {
  say(words: object): void;
  /** What the other end says next. Rejects with Ended when nothing more comes. */
  heard(): Promise<string>;
}

/** The connection ended in the middle of the greeting. */
export class Ended extends Error {
  constructor() {
    super('the connection ended before both ends had proven who they are');
  }
}
