import type { Logger } from '@nestjs/common';
import type { Config } from '#libs/config';
import type { Discovery } from '#libs/discovery';
import type { Channels } from '#libs/keys';
import type { ContextServer } from '../door/context-server.js';
import type { Carrier } from '../envelope.js';

/**
 * One kind of wire between processes, opened once in each of them. It owns no truth: whatever it loses is sent again, and a
 * request that was lost is the caller's to repeat.
 *
 * What its carriers promise: `deliver` and `request` reject with `Unreachable` when nothing of the call can have reached a
 * receiver, with `Unreadable` when the receiver could not read it, and with any other error when nobody knows. `deliver` may call a
 * failure of the broker `Unreachable`, too: it casts no suspicion on the messages, and the receiver's inbox knows copies. A reply
 * with an error code is no rejection. Neither call outlives its `remainingMs`.
 */
export interface Transport {
  readonly name: TransportName;
  /** From now on other processes reach these contexts here. Rejects with a sentence when it cannot be. */
  serve(servers: readonly ContextServer[]): Promise<void>;
  /** How a context in another process is reached; whether somebody is there shows when it is used. */
  carrierTo(context: string): Carrier;
  /** Why nothing can be carried now; undefined: it can. Answers at once. */
  trouble(): string | undefined;
  /** Takes nothing new from other processes; what is under way still gets its reply or its receipts, and own calls still go out. */
  drain(): Promise<void>;
  /** After everything has drained. */
  close(): Promise<void>;
}

export const TRANSPORT_NAMES = ['tcp', 'redis'] as const;
export type TransportName = (typeof TRANSPORT_NAMES)[number];

/** What a transport is given by the process that opens it. */
export interface TransportOptions {
  /** Of this process: name and replica, the same after a restart. */
  readonly process: string;
  /** Where this process listens, for transports that do; undefined: it serves nobody. */
  readonly listen?: { readonly host: string; readonly port: number };
  readonly discovery: Discovery;
  /** The contexts in whose name this process speaks; it proves that it may. */
  readonly speaks: readonly string[];
  /** The keys of the channels from and to the contexts of this process. */
  readonly channels: Channels;
  /** Read with `transportSections`; an adapter takes its own section. */
  readonly config: Config;
  readonly logger: Logger;
}

/** What an adapter exports as `open`. */
export type OpenTransport = (options: TransportOptions) => Promise<Transport>;
