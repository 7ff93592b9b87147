import { each, type Accepted, type Keys } from './keys.js';
import { MissingKey } from './missing-key.js';

/** Prefix with the version of the format. */
const MARK = '1.';
const KEY_BYTES = 32;

/** The key ring cannot be parsed. The message contains nothing of it. */
export class RingError extends Error {
  readonly code = 'keys.unreadable';
}

/** These keys as one word for an environment variable: by name its key, or the keys while the secret is being replaced. Throws MissingKey. */
export function ringOf(keys: Keys, names: readonly string[]): string {
  const entries = [...new Set(names)].toSorted().map((name) => {
    const [key, ...accepted] = each(keys.allOf(name), (one) => one.toString('base64url'));
    return [name, accepted.length ? [key, ...accepted] : key];
  });
  return MARK + Buffer.from(JSON.stringify(Object.fromEntries(entries))).toString('base64url');
}

/** The keys of a text written by `ringOf`. Throws RingError. */
export function keysFromRing(text: string): Keys {
  const keys = new Map(entriesIn(text));
  const allOf = (name: string): Accepted<Buffer> => {
    const known = keys.get(name);
    if (!known) throw new MissingKey(name);
    return known;
  };
  return { allOf, of: (name) => allOf(name)[0] };
}

/** Only the named keys, so that a process with the secret cannot use others by mistake. */
export const only = (keys: Keys, names: readonly string[]): Keys => keysFromRing(ringOf(keys, names));

function entriesIn(text: string): [string, Accepted<Buffer>][] {
  if (!text.startsWith(MARK)) throw unreadable();
  const json = Buffer.from(text.slice(MARK.length), 'base64url').toString();
  return Object.entries(asObject(json)).map(([name, said]) => {
    const [key, ...accepted] = Array.isArray(said) ? (said as unknown[]) : [said];
    return [name, each([key, ...accepted], bytesOf)];
  });
}

function bytesOf(said: unknown): Buffer {
  const bytes = Buffer.from(String(said), 'base64url');
  if (bytes.length !== KEY_BYTES) throw unreadable();
  return bytes;
}

function asObject(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below, without a word of it
  }
  throw unreadable();
}

const unreadable = (): RingError => new RingError('it is not what "cleave secrets derive PROCESS" prints');
