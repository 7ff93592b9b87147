import type { Logger } from '@nestjs/common';
import type { Config } from '#libs/config';
import type { Discovery } from '#libs/discovery';
import type { Channels } from '#libs/keys';
import type { ContextServer } from '../door/context-server.js';
import type { Carrier } from '../envelope.js';

/**
 * One kind of connection between processes, opened once in each of them. It stores nothing durably: messages that it loses are sent
 * again from the outbox, and lost requests are repeated by their caller.
 *
 * Contract of its carriers: `deliver` and `request` reject with `Unreachable` when the call certainly has not reached a receiver, with
 * `Unreadable` when the receiver could not parse it, and with any other error when this is unknown. `deliver` may also reject with
 * `Unreachable` when the broker fails: then the messages are not suspected of crashing the receiver, and its inbox detects copies. A
 * reply with an error code resolves. Neither call takes longer than its `remainingMs`.
 */
export interface Transport {
  readonly name: TransportName;
  /** The port on which it serves; undefined: it serves nothing yet, or is reached through a broker. */
  readonly port?: number;
  /** From now on other processes can call these contexts here. Rejects with a readable message when that is not possible. */
  serve(servers: readonly ContextServer[]): Promise<void>;
  /** The carrier to a context in another process. It can be made while no process serves that context. */
  carrierTo(context: string): Carrier;
  /** Why nothing can be sent now; undefined: it can. Makes no network call. */
  trouble(): string | undefined;
  /** How often something was refused since the start, because its sender was not proven, it was a copy, late or unreadable; by kind. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Accepts no new calls of other processes. Calls in progress still get their reply or receipts, and own calls are still sent. */
  drain(): Promise<void>;
  /** Called after everything has drained. */
  close(): Promise<void>;
}

export const TRANSPORT_NAMES = ['tcp', 'redis', 'rabbitmq'] as const;
export type TransportName = (typeof TRANSPORT_NAMES)[number];

/** The options of a transport. */
export interface TransportOptions {
  /** Name and replica of this process, the same after a restart. */
  readonly process: string;
  /** The address on which this process listens, for transports that listen; port 0 takes a free one. Undefined: it serves no context. */
  readonly listen?: { readonly host: string; readonly port: number };
  readonly discovery: Discovery;
  /** The contexts in whose name this process sends; it must prove that it may. */
  readonly speaks: readonly string[];
  /** The keys of all channels from and to the contexts of this process. */
  readonly channels: Channels;
  /** Read with `transportSections`; an adapter takes its own section. */
  readonly config: Config;
  readonly logger: Logger;
}

/** What an adapter exports as `open`. */
export type OpenTransport = (options: TransportOptions) => Promise<Transport>;
