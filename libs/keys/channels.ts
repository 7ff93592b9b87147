import { createHmac } from 'node:crypto';
import type { Keys } from './keys.js';
import { channelKey } from './names.js';

/** Each key has one use: keys for proofs are not used for encryption. */
export type ChannelUse = 'proof' | 'seal';

/** The keys between pairs of contexts, each derived once. */
export class Channels {
  private readonly known = new Map<string, Buffer>();

  constructor(private readonly keys: Keys) {}

  /** The key for messages from `from` to `to`. Throws MissingKey when this process has neither context. */
  keyOf(from: string, to: string, use: ChannelUse): Buffer {
    const name = `${use} ${from} ${to}`;
    const known = this.known.get(name);
    if (known) return known;
    const key = createHmac('sha256', this.keys.of(channelKey(from, to)))
      .update(use)
      .digest();
    this.known.set(name, key);
    return key;
  }
}
