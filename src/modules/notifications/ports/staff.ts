/** Who of us is written to. */
export abstract class Staff {
  /** Addresses; none where nobody is. */
  abstract readonly addresses: readonly string[];
}
