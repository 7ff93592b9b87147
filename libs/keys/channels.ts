import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Keys } from './keys.js';
import { channelKey } from './names.js';

/** Each key has one use: keys for proofs are not used for encryption. */
export type ChannelUse = 'proof' | 'seal';

/** The keys between pairs of contexts, each derived once. */
export class Channels {
  private readonly known = new Map<string, KeyObject>();

  constructor(private readonly keys: Keys) {}

  /** The key for messages from `from` to `to`. Throws MissingKey when this process has neither context. */
  keyOf(from: string, to: string, use: ChannelUse): KeyObject {
    const name = `${use} ${from} ${to}`;
    const known = this.known.get(name);
    if (known) return known;
    const derived = createHmac('sha256', this.keys.of(channelKey(from, to)))
      .update(use)
      .digest();
    const key = createSecretKey(derived); // a proof takes 10 µs with it, 39 with a Buffer, and it is never printed
    this.known.set(name, key);
    return key;
  }
}
