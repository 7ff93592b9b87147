import type { TransportName } from '#libs/messaging';

/** How processes find each other where a transport needs their addresses: by this file, or by what they register in Consul. */
export const DISCOVERIES = ['static', 'consul'] as const;
export type DiscoveryName = (typeof DISCOVERIES)[number];

/** Which context runs where, and how processes talk: what a placement file says, checked and with its defaults filled in. */
export interface Placement {
  /** As it was given; for messages to people. */
  readonly file: string;
  readonly processes: readonly PlacedProcess[];
  /** Contexts that the file does not name: they run in its default process, and are listed there as well. */
  readonly unnamed: readonly string[];
  /** What carries messages between two processes when no pair says otherwise. */
  readonly transport: TransportName;
  readonly discovery: DiscoveryName;
  /** Pairs of contexts that talk over another transport, in either direction. */
  readonly pairs: readonly PlacedPair[];
  /** Per context that owns data; those that are absent follow the environment. */
  readonly databases: Readonly<Record<string, PlacedDatabase>>;
}

export interface PlacedProcess {
  readonly name: string;
  /** The gateway is one of them where it runs. */
  readonly contexts: readonly string[];
  /** From 1 to 32. Of the gateway's process more than one only on hosts of their own: each opens the public port. */
  readonly replicas: number;
  /**
   * Its addresses for TCP, one per replica. When absent, the supervisor chooses free ports of this machine; a process that is started
   * alone needs them, unless it is found by Consul: then each replica takes a free port and registers it.
   */
  readonly addresses?: readonly Address[];
  /** Ports of health and metrics, one per replica. Absent: a free one. */
  readonly management?: readonly number[];
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface PlacedPair {
  readonly between: readonly [string, string];
  readonly transport: TransportName;
}

export interface PlacedDatabase {
  /** With `${NAME}` where a variable of the environment belongs, and never a password: `databaseUrlOf` fills it in. */
  readonly url?: string;
  /** Connections for queries, of each replica; absent: CLEAVE_POOL_SIZE. */
  readonly pool?: number;
}
