/** Turns passwords into what may be stored. Slow on purpose: call it before a decision, never inside one. */
export abstract class Passwords {
  abstract hash(password: string): Promise<string>;
  /** Whether the hash was made of this password; takes just as long when there is no hash. */
  abstract matches(password: string, hash: string | undefined): Promise<boolean>;
}
