import { hkdfSync } from 'node:crypto';

/** The keys of a process. A key reveals nothing about other keys or about the secret of the installation. */
export interface Keys {
  /** The 32 bytes of that name (`names.ts`), equal in every process that has it. Throws MissingKey. */
  of(name: string): Buffer;
}

/** Every key that there is, derived from the secret of the installation (HKDF-SHA-256, RFC 5869). */
export function keysFromSecret(secret: string): Keys {
  const known = new Map<string, Buffer>();
  return {
    of(name) {
      const key = known.get(name) ?? Buffer.from(hkdfSync('sha256', secret, 'cleave', name, 32));
      known.set(name, key);
      return key;
    },
  };
}

/** The token under which hosting provides the keys of this process. */
export const KEYS = 'cleave-keys';
