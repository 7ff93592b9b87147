import type { Keys } from './keys.js';
import { MissingKey } from './missing-key.js';

/** Prefix with the version of the format; a later one may have several keys per name. */
const MARK = '1.';
const KEY_BYTES = 32;

/** The key ring cannot be parsed. The message contains nothing of it. */
export class RingError extends Error {
  readonly code = 'keys.unreadable';
}

/** These keys as one word for an environment variable. Throws MissingKey. */
export function ringOf(keys: Keys, names: readonly string[]): string {
  const entries = [...new Set(names)].toSorted().map((name) => [name, keys.of(name).toString('base64url')]);
  return MARK + Buffer.from(JSON.stringify(Object.fromEntries(entries))).toString('base64url');
}

/** The keys of a text written by `ringOf`. Throws RingError. */
export function keysFromRing(text: string): Keys {
  const keys = new Map(entriesIn(text));
  return {
    of(name) {
      const key = keys.get(name);
      if (!key) throw new MissingKey(name);
      return key;
    },
  };
}

/** Only the named keys, so that a process with the secret cannot use others by mistake. */
export const only = (keys: Keys, names: readonly string[]): Keys => keysFromRing(ringOf(keys, names));

function entriesIn(text: string): [string, Buffer][] {
  const fail = (): never => {
    throw new RingError('it is not what "cleave secrets derive PROCESS" prints');
  };
  if (!text.startsWith(MARK)) return fail();
  const json = Buffer.from(text.slice(MARK.length), 'base64url').toString();
  const ring = asObject(json) ?? fail();
  return Object.entries(ring).map(([name, key]) => {
    const bytes = Buffer.from(String(key), 'base64url');
    return bytes.length === KEY_BYTES ? [name, bytes] : fail();
  });
}

function asObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
