import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { each, type Accepted, type Keys } from './keys.js';
import { channelKey } from './names.js';

/** Each key has one use: keys for proofs are not used for encryption. */
export type ChannelUse = 'proof' | 'seal';

/** The keys between pairs of contexts, each derived once. */
export class Channels {
  private readonly known = new Map<string, Accepted<KeyObject>>();

  constructor(private readonly keys: Keys) {}

  /** The key with which messages from `from` to `to` are made. Throws MissingKey when this process has neither context. */
  keyOf(from: string, to: string, use: ChannelUse): KeyObject {
    return this.keysOf(from, to, use)[0];
  }

  /** Every key with which such a message may have been made, the one of `keyOf` first. Throws MissingKey likewise. */
  keysOf(from: string, to: string, use: ChannelUse): Accepted<KeyObject> {
    const name = `${use} ${from} ${to}`;
    const known = this.known.get(name);
    if (known) return known;
    const keys = each(this.keys.allOf(channelKey(from, to)), (key) => keyFor(use, key));
    this.known.set(name, keys);
    return keys;
  }
}

/** A KeyObject: a proof takes 10 µs with it, 39 with a Buffer, and it is never printed. */
const keyFor = (use: ChannelUse, key: Buffer): KeyObject =>
  createSecretKey(createHmac('sha256', key).update(use).digest());
