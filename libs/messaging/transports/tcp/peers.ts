import type { ConnectionOptions } from 'node:tls';
import type { Instance } from '#libs/discovery';
import { Peer, type Greet } from './peer.js';

/** The connections of this process to others: one per process, for all contexts on both ends. */
export class Peers {
  private readonly peers = new Map<string, Peer>();

  constructor(
    private readonly greet: Greet,
    private readonly tls: ConnectionOptions | undefined,
  ) {}

  /** The open connection, or a new one. */
  at(instance: Instance): Peer {
    const address = `${instance.host}:${instance.port}`;
    const standing = this.peers.get(address);
    if (standing) return standing;
    const peer = new Peer(instance, this.greet, this.tls);
    this.peers.set(address, peer);
    void peer.closed.then(() => this.peers.delete(address));
    return peer;
  }

  loadOf({ host, port }: Instance): number {
    return this.peers.get(`${host}:${port}`)?.load ?? 0;
  }

  close(): void {
    for (const peer of this.peers.values()) peer.close();
  }
}
