import type { ConnectionOptions } from 'node:tls';
import type { Instance } from '#libs/discovery';
import { within } from '../../deadline/index.js';
import { Unreachable } from '../../errors.js';
import { Client } from './client.js';
import { BadAnswer, Broken, NotNow } from './errors.js';
import type { Proven, Turns } from './greeting/index.js';
import { CONNECT_MS, MOST_CALLS, PULSE_MS, SILENT_PULSES } from './limits.js';
import { parcel, type Parcel } from './packets.js';
import { accepted } from './parcels.js';

/** The call that asks a process which contexts it serves now. */
export const HELLO = 'hello';
export interface Hello {
  /** The contexts that accept calls now. */
  readonly contexts: readonly string[];
}

function toHello({ head }: Parcel): Hello {
  const { contexts } = (head ?? {}) as Partial<Hello>;
  if (Array.isArray(contexts)) return { contexts };
  throw new BadAnswer('it is no greeting');
}

/** The handshake with the process of that name. */
export type Greet = (listener: Turns, expected: string) => Promise<Proven>;

/** A call of one lane of a context, in the name of another context. */
export interface PeerCall<T> {
  readonly from: string;
  readonly to: string;
  readonly lane: string;
  readonly data: Parcel;
  /** Parses the answer. Throws BadAnswer. */
  readonly read: (answer: Parcel) => T;
}

/** One connection to another process. It never reconnects: a new connection is a new Peer. */
export class Peer {
  /** Resolves when the connection cannot be used any more. */
  readonly closed: Promise<void>;
  private readonly client: Client;
  private readonly name: string;
  private readonly opening: Promise<void>;
  private pulse: NodeJS.Timeout | undefined;
  private isOpen = false;
  private silent = 0;
  private heard = 0;

  /** @param isWanted  whether it may still be called; when not, the connection is closed as soon as every call is answered */
  constructor(
    { id, host, port }: Instance,
    greet: Greet,
    tls: ConnectionOptions | undefined,
    private readonly isWanted: () => boolean,
  ) {
    this.name = `${id} at ${host}:${port}`;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    const onClose = () => {
      this.isOpen = false;
      clearInterval(this.pulse);
      resolve();
    };
    this.client = new Client({ host, port, tls, onClose, greet: (listener) => greet(listener, id) });
    this.opening = this.open();
    this.opening.catch(() => undefined); // callers get the error
  }

  get load(): number {
    return this.client.pending;
  }

  /**
   * @param deadline  by performance.now()
   * @param most      with so many calls in progress it is not begun
   */
  async call<T>({ from, to, lane, data, read }: PeerCall<T>, deadline: number, most = MOST_CALLS): Promise<T> {
    if (this.load >= most) throw new NotNow(`${this.name} has ${this.load} calls to answer`);
    if (!this.isOpen) await this.opened(deadline - performance.now());
    if (!this.client.mayTell(from, to)) throw new Unreachable(`${this.name} does not prove that it serves ${to}`);
    return this.understood(
      await this.client.call(`${to}.${lane}`, data, Math.max(1, deadline - performance.now())),
      read,
    );
  }

  /** Rejects when it does not answer. Not limited by the number of calls, since it checks whether the peer is alive. */
  async greet(): Promise<Hello> {
    if (!this.isOpen) await this.opened(CONNECT_MS);
    return this.understood(await this.client.call(HELLO, parcel(null), CONNECT_MS), toHello);
  }

  /** Closes the connection after an invalid answer; the other calls on it reject as broken. */
  private understood<T>(answer: Parcel, read: (answer: Parcel) => T): T {
    try {
      return read(accepted(answer));
    } catch (error) {
      if (!(error instanceof BadAnswer)) throw error;
      this.client.destroy(error.message);
      throw new Broken(`${this.name} does not answer as it should: ${error.message}`);
    }
  }

  close(): void {
    this.client.destroy('the transport is closed');
  }

  /** The kernel accepts connections also for a stopped process, so only an answered greeting shows that it runs. */
  private async open(): Promise<void> {
    try {
      await this.client.connect();
      await this.client.call(HELLO, parcel(null), CONNECT_MS);
      this.isOpen = true;
      this.pulse = setInterval(() => this.feel(), PULSE_MS).unref();
    } catch (error) {
      this.client.destroy('not opened');
      throw new Unreachable(`${this.name} cannot be reached: ${(error as Error).message}`);
    }
  }

  private async opened(ms: number): Promise<void> {
    await within(Math.max(1, ms), this.opening, () => {
      throw new NotNow(`${this.name} could not be reached in time`);
    });
  }

  /** Counts checks, not time: after this process itself was stopped, it must not consider its peers dead. */
  private feel(): void {
    const { bytesRead, pending } = this.client;
    if (!pending && !this.isWanted()) return this.client.destroy('the process is not known any more');
    this.silent = pending && bytesRead === this.heard ? this.silent + 1 : 0;
    this.heard = bytesRead;
    if (this.silent >= SILENT_PULSES) this.client.destroy('the peer is silent');
    else if (this.silent === 1) this.greet().catch(() => undefined);
  }
}
