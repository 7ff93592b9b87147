/** Hashes and verifies passwords. Slow on purpose: call it before a decision, never inside one. */
export abstract class Passwords {
  abstract hash(password: string): Promise<string>;
  /** Whether the hash is that of this password; takes as long without a hash, so that the time does not reveal who has an account. */
  abstract matches(password: string, hash: string | undefined): Promise<boolean>;
  /** Whether it is one of those that an attacker tries first. */
  abstract isCommon(password: string): Promise<boolean>;
}
