import type { Channels } from '#libs/keys';
import type { Breakers } from '#libs/resilience';
import type { Clock } from './clock.js';
import type { Carrier } from './envelope.js';
import type { Directory } from './directory.js';
import type { ContextServer } from './door/context-server.js';
import type { MessageLog } from './door/message-log.js';
import type { SuspectTurn } from './outbox/suspect-turn.js';
import type { MessagingSettings } from './settings.js';

/** What the process provides to each of its contexts; implemented by hosting and by tests. */
export interface Host {
  /** Process name and replica number, the same after a restart. */
  readonly process: string;
  /** Other processes serve the same contexts, so commits may also happen there. */
  readonly isReplicated: boolean;
  /** Contexts may start threads. False in a test of a context, where Node cannot read the sources that a thread would load. */
  readonly hasThreads: boolean;
  readonly directory: Directory;
  readonly settings: MessagingSettings;
  readonly log: MessageLog;
  readonly clock: Clock;
  /** The keys between its contexts and all others. */
  readonly channels: Channels;
  /** The circuit breakers of all that this process calls. */
  readonly breakers: Breakers;
  /** All its contexts take turns in it. */
  readonly suspectTurn: SuspectTurn;
  /** A context hangs and cannot go on: the process has to end, what was not committed is sent again. */
  onStuck(what: string): void;
  /** The database of a context, by its own role. */
  urlOf(context: string): string;
  /** Connections of a context for queries. */
  poolSizeOf(context: string): number;
  /** The carrier from `from` to a context (each pair may have another transport); undefined: the context is unknown. */
  carrierTo(context: string, from: string): Carrier | undefined;
  /** The server that serves this context; the same object that its Nest application listens with. */
  serverOf(context: string): ContextServer;
}

export const HOST = Symbol('host');
