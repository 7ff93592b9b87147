import type { Discovery } from './discovery.js';

/** A context that this process serves, as others find it. */
export interface Announced {
  readonly context: string;
  /** Process name and replica: the same after a restart, so that a restarted process replaces its own entry. */
  readonly id: string;
  readonly host: string;
  /** Absent: nobody connects to it, as with a transport that has a broker. */
  readonly port?: number;
  readonly tags?: readonly string[];
  readonly meta?: Readonly<Record<string, string>>;
  /** Answers 2xx while the process can work, such as `/readyz` of its management port. The registry must be able to reach it. */
  readonly check: { readonly url: string };
}

/** A discovery in which processes are found that no file lists. */
export interface Registry extends Discovery {
  /** Lets others find this process, from when it is ready until `withdraw`; also after the registry has lost its entries. */
  announce(services: readonly Announced[]): Promise<void>;
  /** Takes the entries of this process out, within a second, also when the registry is away. May be called repeatedly. */
  withdraw(): Promise<void>;
  /** Why the lists may be old, for people. Calls go on with the last known ones, so the process stays ready. */
  trouble(): string | undefined;
}
