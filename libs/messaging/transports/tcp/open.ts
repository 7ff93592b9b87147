import type { Instance } from '#libs/discovery';
import type { ContextServer } from '../../door/context-server.js';
import { Refusals } from '../proof/index.js';
import type { Transport, TransportOptions } from '../transport.js';
import { beGreeted, Ended, greet, type Proven, type Turns } from './greeting/index.js';
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
  port: number | undefined;
  private readonly peers: Peers;
  private readonly carriers = new Map<string, TcpCarrier>();
  private readonly refused: Refusals;
  private listener: Listener | undefined;

  constructor(
    private readonly options: TransportOptions,
    private readonly tls: Tls | undefined,
  ) {
    this.peers = new Peers(
      (listener, expected) => this.greet(listener, expected),
      tls?.client,
      (instance) => this.isKnown(instance),
    );
    this.refused = new Refusals(options.logger);
  }

  async serve(servers: readonly ContextServer[]): Promise<void> {
    const { process, listen } = this.options;
    if (!listen)
      throw new Error(`${process} has no address where others could reach it: the placement must give it one`);
    const serves = servers.map(({ context }) => context);
    const server = new Server({
      ...listen,
      tls: this.tls?.server,
      greeted: (caller) => beGreeted(caller, this.options, serves),
      refusals: this.refused,
    });
    const listener = new Listener(server, servers, this.refused);
    this.port = await listener.open();
    this.listener = listener;
  }

  carrierTo(context: string): TcpCarrier {
    const { discovery, logger } = this.options;
    const carrier = this.carriers.get(context) ?? new TcpCarrier(context, discovery, this.peers, logger);
    this.carriers.set(context, carrier);
    return carrier;
  }

  get refusals(): Readonly<Record<string, number>> {
    return this.refused.counts;
  }

  /** Always undefined: there is no broker that could fail. */
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

  private isKnown({ id, host, port }: Instance): boolean {
    return [...this.carriers.keys()].some((context) =>
      this.options.discovery
        .instancesOf(context)
        .some((known) => known.id === id && known.host === host && known.port === port),
    );
  }

  /** A listener that cannot prove that it serves the contexts is not used: it is another program, or has keys of another secret. */
  private async greet(listener: Turns, expected: string): Promise<Proven> {
    try {
      return await greet(listener, this.options, expected);
    } catch (error) {
      if (!(error instanceof Ended))
        this.refused.refused('listener', `${expected} is not spoken to: ${(error as Error).message}`);
      throw error;
    }
  }
}
