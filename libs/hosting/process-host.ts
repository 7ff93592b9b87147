import type { Channels } from '#libs/keys';
import { Breakers } from '#libs/resilience';
import {
  ContextServer,
  measured,
  noChannels,
  silent,
  SuspectTurn,
  systemClock,
  type Carrier,
  type Clock,
  type Directory,
  type Host,
  type MessageLog,
  type MessagingSettings,
} from '#libs/messaging';

export interface ProcessHostOptions {
  /** Process name and replica, the same after a restart. */
  readonly process: string;
  /** Other processes serve the same contexts, or may at any time. @defaultValue false */
  readonly isReplicated?: boolean;
  /** @defaultValue false: what contexts do beside their messages runs in the thread of all */
  readonly hasThreads?: boolean;
  readonly directory: Directory;
  readonly settings: MessagingSettings;
  /** Context → database URL by its own role. */
  readonly urls: ReadonlyMap<string, string>;
  /** Connections of each context for queries. */
  readonly poolSize: number;
  /** Contexts that need another number of them. */
  readonly pools?: Readonly<Record<string, number | undefined>>;
  readonly log?: MessageLog;
  /** What decisions take for the time. @defaultValue the system's */
  readonly clock?: Clock;
  /** The keys between its contexts and all others. @defaultValue none: no contract that is used here may have a sealed field */
  readonly channels?: Channels;
  /** Ends the process, since a context hangs. @defaultValue throws outside of any promise, which ends it as well */
  readonly onStuck?: (what: string) => void;
  /** Further values for contexts to inject, by token. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** How contexts outside this process are reached. */
  readonly remote?: (context: string, from: string) => Carrier | undefined;
}

/** What one process gives to the contexts that it hosts; a message between two of them never leaves it. */
export class ProcessHost implements Host {
  readonly process: string;
  /** Replicas may come and go while this process runs. */
  isReplicated: boolean;
  readonly hasThreads: boolean;
  readonly directory: Directory;
  readonly settings: MessagingSettings;
  readonly log: MessageLog;
  readonly clock: Clock;
  readonly channels: Channels;
  readonly breakers = new Breakers();
  readonly suspectTurn = new SuspectTurn();
  private readonly servers = new Map<string, ContextServer>();

  constructor(private readonly options: ProcessHostOptions) {
    this.process = options.process;
    this.isReplicated = options.isReplicated ?? false;
    this.hasThreads = options.hasThreads ?? false;
    this.directory = options.directory;
    this.settings = options.settings;
    this.log = measured(options.log ?? silent);
    this.clock = options.clock ?? systemClock;
    this.channels = options.channels ?? noChannels;
  }

  get values(): { provide: string; useValue: unknown }[] {
    return Object.entries(this.options.values ?? {}).map(([provide, useValue]) => ({ provide, useValue }));
  }

  onStuck(what: string): void {
    if (!this.options.onStuck) throw new Error(what);
    this.options.onStuck(what);
  }

  urlOf(context: string): string {
    const url = this.options.urls.get(context);
    if (!url) throw new Error(`the database of ${context} is not known`);
    return url;
  }

  serverOf(context: string): ContextServer {
    const server = this.servers.get(context) ?? new ContextServer(context, this.log, this.channels);
    this.servers.set(context, server);
    return server;
  }

  poolSizeOf(context: string): number {
    return this.options.pools?.[context] ?? this.options.poolSize;
  }

  /** The in-process transport is the server itself: it takes and gives JSON text, as over a wire. */
  carrierTo(context: string, from: string): Carrier | undefined {
    return this.servers.get(context) ?? this.options.remote?.(context, from);
  }
}
