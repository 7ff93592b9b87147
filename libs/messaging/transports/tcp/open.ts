import type { ContextServer } from '../../door/context-server.js';
import type { Transport, TransportOptions } from '../transport.js';
import { Listener } from './listener.js';
import { Peers } from './peers.js';
import { Server } from './server.js';
import { TcpCarrier } from './tcp-carrier.js';
import { tlsOf, type Tls } from './tls.js';

/** Processes talk to each other directly: one connection for each pair and direction. Rejects when the certificates cannot be used. */
export async function open(options: TransportOptions): Promise<Transport> {
  return new TcpTransport(options, await tlsOf(options.config));
}

class TcpTransport implements Transport {
  readonly name = 'tcp';
  private readonly peers: Peers;
  private readonly carriers = new Map<string, TcpCarrier>();
  private listener: Listener | undefined;

  constructor(
    private readonly options: TransportOptions,
    private readonly tls: Tls | undefined,
  ) {
    this.peers = new Peers(tls?.client);
  }

  async serve(servers: readonly ContextServer[]): Promise<void> {
    const { process, listen } = this.options;
    if (!listen)
      throw new Error(`${process} has no address where others could reach it: the placement must give it one`);
    const listener = new Listener(new Server(listen.host, listen.port, this.tls?.server), servers);
    await listener.open();
    this.listener = listener;
  }

  carrierTo(context: string): TcpCarrier {
    const { discovery, logger } = this.options;
    const carrier = this.carriers.get(context) ?? new TcpCarrier(context, discovery, this.peers, logger);
    this.carriers.set(context, carrier);
    return carrier;
  }

  /** There is nothing between two processes that could be out of order. */
  trouble(): undefined {
    return undefined;
  }

  async drain(): Promise<void> {
    await this.listener?.drain();
  }

  async close(): Promise<void> {
    for (const carrier of this.carriers.values()) carrier.close();
    this.peers.close();
    await this.listener?.close();
  }
}
