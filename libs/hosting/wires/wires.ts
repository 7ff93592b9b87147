import { Logger } from '@nestjs/common';
import type { Config } from '#libs/config';
import type { Discovery } from '#libs/discovery';
import type { Channels } from '#libs/keys';
import type { Carrier, ContextServer } from '#libs/messaging';
import { needsOf, openTransport, type Transport, type TransportName } from '#libs/messaging/transports';
import { hostingConfig } from '../config.js';
import type { Contexts } from '../contexts.js';
import type { Check } from '../health/readiness.js';
import { transportBetween, type Placement } from '../placement/index.js';
import { entryOf, idOf, type Seat } from '../seat.js';
import { speakersIn, type Share } from '../share.js';
import { requireAddresses } from './addresses.js';
import { LOOPBACK } from './advertised-host.js';
import { wiringOf, type Wiring } from './wiring.js';

/** How long a transport may take to finish running calls; the whole stop has 10 s. */
const DRAIN_MS = 5_000;

/** The transports of one process, each opened once. */
export class Wires {
  private readonly carriers = new Map<string, Carrier>();

  private constructor(
    private readonly placement: Placement,
    private readonly wiring: Wiring,
    private readonly transports: ReadonlyMap<TransportName, Transport>,
  ) {}

  /** Other processes cannot call this one before `serve`. Rejects with a readable message when a transport cannot work or lacks addresses. */
  static async open(
    all: Contexts,
    seat: Seat,
    share: Share,
    config: Config,
    channels: Channels,
    discovery: Discovery,
  ): Promise<Wires> {
    const wiring = wiringOf(seat.placement, share);
    if ([...wiring.keys()].some((name) => needsOf(name).addresses)) requireAddresses(all, seat.placement);
    const { CLEAVE_LISTEN_HOST } = config.get(hostingConfig);
    const address = entryOf(seat, seat.process.addresses, 'addresses');
    const ours = {
      process: idOf(seat),
      discovery,
      speaks: speakersIn(share),
      channels,
      config,
    };
    const opened = new Map<TransportName, Transport>();
    for (const [name, reached] of wiring) {
      const logger = new Logger(name);
      const listen = reached.length
        ? { host: CLEAVE_LISTEN_HOST ?? address?.host ?? LOOPBACK, port: address?.port ?? 0 }
        : undefined;
      opened.set(name, await openTransport(name, { ...ours, listen, logger }));
    }
    return new Wires(seat.placement, wiring, opened);
  }

  /** The carrier from the local context `from` to a context of another process. */
  carrierTo(context: string, from: string): Carrier | undefined {
    const way = `${from} ${context}`;
    const known = this.carriers.get(way);
    if (known) return known;
    const name = transportBetween(this.placement, from, context);
    const carrier = name && this.transports.get(name)?.carrierTo(context);
    if (carrier) this.carriers.set(way, carrier);
    return carrier;
  }

  /** The port at which other processes reach this one, once it serves; undefined: it needs none. */
  get port(): number | undefined {
    return [...this.transports.values()].find(({ port }) => port)?.port;
  }

  get checks(): readonly Check[] {
    return [...this.transports].map(([name, transport]) => ({
      name,
      reason: () => transport.trouble(),
      details: () => ({ refused: transport.refusals }),
    }));
  }

  /** What each transport has refused since the start, by kind. */
  get refusals(): readonly (readonly [TransportName, Readonly<Record<string, number>>])[] {
    return [...this.transports].map(([name, { refusals }]) => [name, refusals] as const);
  }

  /** From now on other processes can call the contexts of this process. */
  async serve(serverOf: (context: string) => ContextServer): Promise<void> {
    for (const [name, reached] of this.wiring)
      if (reached.length) await this.transports.get(name)!.serve(reached.map(serverOf));
  }

  /** Accepts no new calls, and waits a limited time for running ones. */
  async drain(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, DRAIN_MS)));
    await Promise.race([Promise.all([...this.transports.values()].map((transport) => transport.drain())), limit]);
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    await Promise.all([...this.transports.values()].map((transport) => transport.close()));
  }
}
