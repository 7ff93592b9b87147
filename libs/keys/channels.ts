import { createHmac } from 'node:crypto';
import type { Keys } from './keys.js';
import { channelKey } from './names.js';

/** A key is for one thing: what proves the sender never encrypts. */
export type ChannelUse = 'proof' | 'seal';

/** The keys between pairs of contexts, each derived once. */
export class Channels {
  private readonly known = new Map<string, Buffer>();

  constructor(private readonly keys: Keys) {}

  /** Of what `from` tells `to`. Throws MissingKey where this process has neither of them. */
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
