import { Channels, keysFromSecret } from '#libs/keys';
import type { Transport, TransportOptions } from '../transport.js';

/** The contexts in whose name a process of a lab may send (those it serves, and `guest`), and its keys. */
export const identityOf = (serves: readonly string[]): Pick<TransportOptions, 'speaks' | 'channels'> => ({
  speaks: [...serves, 'guest'],
  channels: new Channels(keysFromSecret('the secret of a lab')),
});

/**
 * The environment in which one transport is tested; its adapter's spec gives it to `transportConformance`. Each simulated process
 * is a transport opened under a name of its own, all in the process of the test, with connections of its own.
 */
export interface Lab {
  /**
   * Opens the transport as the process of this name. Others find it as a server of these contexts until the end of the test. A second
   * call with the same name, after `close`, simulates a restart of the process.
   */
  open(process: string, serves?: readonly string[]): Promise<Transport>;
  /** Closes all open transports and everything else that was started. */
  close(): Promise<void>;
  /** Network faults; defined when the transport uses a network. */
  readonly network?: Network;
  readonly broker?: Broker;
  /** Defined when there is a wire. */
  readonly intruder?: Intruder;
}

/** Network faults of one process, given by its name. */
export interface Network {
  /** Drops all traffic of the process without closing connections, as when it is stopped by SIGSTOP. */
  mute(process: string): void;
  unmute(process: string): void;
  /** Breaks its connections, and new ones until `mend`, as when its machine is down. */
  cut(process: string): void;
  mend(process: string): void;
  /** Records its traffic in both directions from now on. */
  tap(process: string): () => Buffer;
  /** Sends it bytes that are no message, as a port scanner, a broken peer or a foreign client does. Resolves when they were sent. */
  garble(process: string): Promise<void>;
}

export interface Broker {
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again with the data that it has kept. */
  restart(): Promise<void>;
  /** Deletes all its data while it keeps running. */
  wipe(): Promise<void>;
}

/** Calls to the inn that nobody may take for right. */
export const ATTACKS = [
  'a call of a stranger',
  'a call in the name of another context',
  'a call for another receiver',
  'a copy of a call',
  'a call of yesterday',
  'a call that was changed on the way',
] as const;
export type Attack = (typeof ATTACKS)[number];

/** Somebody who reaches the wire: any client of the broker; over TCP whoever opens the port, or stands between two processes. */
export interface Intruder {
  /** Makes such a call to `inn-1`. */
  strike(attack: Attack): Promise<Struck>;
  /**
   * Answers what `guest-1` asks the inn, without having been asked. Returns the kind under which `guest-1` counts it.
   *
   * @param heard  what `guest-1` has sent and received
   */
  answer(heard: string): Promise<string>;
}

export interface Struck {
  /** Under which it is counted, and how often. */
  readonly kind: string;
  readonly times: number;
  /** Calls that came before it, and were right. */
  readonly right: number;
}

/** What a lab offers besides `open` and `close`; cases that need a missing ability are reported as skipped. */
export type Ability = 'wire' | 'broker';
export type Case = (lab: () => Lab) => void;
