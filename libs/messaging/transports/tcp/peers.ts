import type { ConnectionOptions } from 'node:tls';
import type { Instance } from '#libs/discovery';
import { observeQueue } from '#libs/telemetry';
import { MOST_CALLS } from './limits.js';
import { Peer, type Greet } from './peer.js';

/** The connections of this process to others: one per process, for all contexts on both ends. */
export class Peers {
  private readonly peers = new Map<string, Peer>();

  /** @param isKnown  whether the instance is one of those that may be called; the connection to another one is closed when it is idle */
  constructor(
    private readonly greet: Greet,
    private readonly tls: ConnectionOptions | undefined,
    private readonly isKnown: (instance: Instance) => boolean,
  ) {
    observeQueue(
      'calls over tcp',
      () => this.mostLoad,
      () => MOST_CALLS,
    );
  }

  /** The open connection, or a new one. */
  at(instance: Instance): Peer {
    const place = placeOf(instance);
    const standing = this.peers.get(place);
    if (standing) return standing;
    const peer = new Peer(instance, this.greet, this.tls, () => this.isKnown(instance));
    this.peers.set(place, peer);
    void peer.closed.then(() => this.peers.delete(place));
    return peer;
  }

  loadOf(instance: Instance): number {
    return this.peers.get(placeOf(instance))?.load ?? 0;
  }

  /** Of the connection with most calls in progress, since each has a limit of its own. */
  private get mostLoad(): number {
    return Math.max(0, ...[...this.peers.values()].map(({ load }) => load));
  }

  close(): void {
    for (const peer of this.peers.values()) peer.close();
  }
}

/** A process that is back at another address, or another one at the same address, is another peer. */
const placeOf = ({ id, host, port }: Instance): string => `${id} ${host}:${port}`;
