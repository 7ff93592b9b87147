import { Channels, keysFromSecret } from '#libs/keys';
import type { Transport, TransportOptions } from '../transport.js';

/** What a process of a lab speaks for, which is what it serves, and guests; and its keys. */
export const identityOf = (serves: readonly string[]): Pick<TransportOptions, 'speaks' | 'channels'> => ({
  speaks: [...serves, 'guest'],
  channels: new Channels(keysFromSecret('the secret of a lab')),
});

/**
 * Where one transport is tried: what its adapter's spec gives to `transportConformance`. Processes are played by transports that
 * were opened under their names, all in the process of the test, each with a way of its own to the others.
 */
export interface Lab {
  /**
   * Opens the transport as the process of this name would; others find it as one that serves these contexts, from now until the end of
   * the test. Called again under the same name after `close`: the process was restarted.
   */
  open(process: string, serves?: readonly string[]): Promise<Transport>;
  /** Closes what is still open, and whatever else was started. */
  close(): Promise<void>;
  /** What can happen between a process and the rest; where there is a wire. */
  readonly network?: Network;
  readonly broker?: Broker;
}

/** Each takes the name under which a process was opened. */
export interface Network {
  /** No call and no answer gets through to it or from it any more, and no connection breaks: as when the process is stopped. */
  mute(process: string): void;
  unmute(process: string): void;
  /** Breaks its connections, and new ones until `mend`: as when its machine is gone. */
  cut(process: string): void;
  mend(process: string): void;
  /** What passes to it and from it, from now on. */
  tap(process: string): () => Buffer;
  /** Gives it bytes that are no message: what a port scanner, a broken peer or a foreign client sends. Resolves when they were sent. */
  garble(process: string): Promise<void>;
}

export interface Broker {
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again, with whatever it has kept. */
  restart(): Promise<void>;
  /** It forgets everything, and goes on. */
  wipe(): Promise<void>;
}

/** What a lab has beside `open` and `close`; without it the cases that need it are skipped, and say so. */
export type Ability = 'wire' | 'broker';
export type Case = (lab: () => Lab) => void;
