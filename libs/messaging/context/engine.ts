import type { DataSource } from 'typeorm';
import type { Closed } from '../admission/index.js';
import { contractOf, type AnyMessage } from '../contract/index.js';
import type { ContextServer } from '../door/context-server.js';
import type { Reactions } from '../door/reactions.js';
import type { Verdict } from '../envelope.js';
import { fault } from '../fault/index.js';
import { newId, traceparent } from '../ids.js';
import type { Loop } from '../inbox/loop.js';
import { isoOf } from '../iso.js';
import type { Relay } from '../outbox/relay.js';
import type { Watch } from '../work/watch.js';
import type { Sweeper } from '../outbox/sweeper.js';
import { observeContext } from './observe-context.js';

/** What a context does beside its messages, as long as it runs. */
export interface Companion {
  start(): void;
  /** Ends before the context's database is closed. */
  drain(): Promise<void>;
}

/** The parts of one context, started and stopped in an order in which nothing is lost. */
export class Engine {
  private unobserve: (() => void) | undefined;
  /** Registered by providers before the start. */
  readonly companions: Companion[] = [];
  /** Further reasons to accept no command; registered by providers before the start. Each is known without a call. */
  readonly closings: (() => Closed | undefined)[] = [];
  /** What people are shown of it at the management port, by name; registered by providers before the start. Known, without a call. */
  readonly details: Record<string, () => unknown> = {};

  constructor(
    readonly context: string,
    readonly server: ContextServer,
    readonly loop: Loop,
    readonly relay: Relay,
    readonly sweeper: Sweeper,
    readonly dataSource: DataSource,
    readonly reactions: Reactions,
    private readonly watch: Watch,
  ) {}

  async start(): Promise<void> {
    this.server.open();
    await this.sweeper.start();
    const { context, loop, dataSource, watch } = this;
    this.unobserve = observeContext({ context, loop, dataSource, watch, lanes: this.relay.lanes });
    for (const lane of this.relay.lanes.values()) lane.greet();
    for (const companion of this.companions) companion.start();
  }

  /** Resolved when all reachable receivers have answered what a crash before the start had left in flight. */
  get recovered(): Promise<void> {
    return this.sweeper.recovered;
  }

  /** Why this context cannot work now; undefined: it can. Known from the sweep, which runs every second anyway. */
  trouble(): string | undefined {
    return this.sweeper.trouble();
  }

  /** What people are shown of it. */
  shown(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(this.details).map(([name, tell]) => [name, tell()]));
  }

  /**
   * Takes a message of the context to itself that no other message has caused, such as of a companion. It is not kept before it is
   * processed: whoever sends it has to send another one when it is lost or fails. Never rejects.
   */
  tellOneself(message: AnyMessage): Promise<Verdict> {
    const contract = contractOf(message);
    const [id, key] = [newId(), contract.key(message as never)];
    const time = isoOf(new Date());
    const headers = { source: this.context, time, traceparent: traceparent(), correlationid: id, causationid: id };
    const body = JSON.stringify(message);
    const sent = { id, type: contract.name, key, body, headers: JSON.stringify(headers), sends: 1 };
    return this.server.receive(sent, this.context);
  }

  /** Refuses new requests and ends waiting queries; messages between contexts are still processed. */
  refuseRequests(): void {
    this.server.refuseRequests();
    this.watch.release();
  }

  /** Stops the intake, waits for running batches and for the receipts of frames in flight, flushes receipts, closes connections. */
  async drain(): Promise<void> {
    await fault('stop.begin');
    await this.server.drain();
    const lanes = [...this.relay.lanes.values()].map((lane) => lane.end());
    await Promise.all([...lanes, ...this.companions.map((companion) => companion.drain())]);
    await this.loop.drain();
    await this.sweeper.drain();
    this.unobserve?.();
    await this.dataSource.destroy();
    await fault('stop.drained');
  }
}
