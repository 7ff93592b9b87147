import { hkdfSync } from 'node:crypto';
import { SECRET_ID_KEY } from './names.js';

/** The keys of a process. A key reveals nothing about other keys or about the secret of the installation. */
export interface Keys {
  /** The 32 bytes of that name (`names.ts`), equal in every process that has it: what this process makes is made with it. Throws MissingKey. */
  of(name: string): Buffer;
  /**
   * Every key of that name, the one of `of` first: what was made with any of them is accepted. While the secret of the installation is
   * being replaced there are two, otherwise one. Throws MissingKey.
   */
  allOf(name: string): Accepted<Buffer>;
}

/** Keys of one name. At least one, since a name without a key is an error. */
export type Accepted<T> = readonly [T, ...T[]];

/**
 * Every key that there is, derived from the secret of the installation (HKDF-SHA-256, RFC 5869).
 *
 * @param accepted  a second secret, of which only what others have made is accepted
 */
export function keysFromSecret(secret: string, accepted?: string): Keys {
  const secrets: Accepted<string> = accepted === undefined ? [secret] : [secret, accepted];
  const known = new Map<string, Accepted<Buffer>>();
  const allOf = (name: string): Accepted<Buffer> => {
    const keys = known.get(name) ?? each(secrets, (one) => Buffer.from(hkdfSync('sha256', one, 'cleave', name, 32)));
    known.set(name, keys);
    return keys;
  };
  return { allOf, of: (name) => allOf(name)[0] };
}

/** The same for each key, in their order. */
export const each = <T, U>([first, ...others]: Accepted<T>, change: (key: T) => U): Accepted<U> => [
  change(first),
  ...others.map((key) => change(key)),
];

/** Short names of the secrets from which these keys come, that of `of` first. They reveal nothing of them. Throws MissingKey. */
export const secretIdsOf = (keys: Keys): readonly string[] =>
  keys.allOf(SECRET_ID_KEY).map((key) => key.toString('hex').slice(0, 8));

/** The token under which hosting provides the keys of this process. */
export const KEYS = 'cleave-keys';
