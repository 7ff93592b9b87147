import { Logger } from '@nestjs/common';
import type { BoundStatement, Connection, Row } from '#libs/database';
import { FoldedLog } from '#libs/logging';
import { fault } from '../fault/index.js';
import { ALONE_AFTER } from '../inbox/item.js';
import { adoptBundles, openBundles } from './bundle-sql.js';
import { housekeeping } from './housekeeping-sql.js';
import type { Lane } from './lane.js';
import { Pace } from './pace.js';
import { fills, roomOf } from './room.js';
import { Settler } from './settler.js';
import { adoptSent, sweepDue } from './sweep-sql.js';
import type { SweeperParts } from './sweeper-parts.js';
import { unanswered, type Swept } from './swept.js';

const HOUSEKEEPING_MS = 60_000;
/** A sweep of a long backlog may take seconds; after this time the database counts as not answering. */
const LATE_MS = 3_000;
const EVER_MS = 10 * 365 * 86_400_000;
/** Sent alone twice without an answer: it becomes a dead letter. */
const MOST_UNANSWERED = ALONE_AFTER + 2;

/**
 * Reads the rows that are due from the outbox table, on a connection of its own, and gives them to the lanes: timers, retries,
 * what a crash has left, what found no room in memory.
 */
export class Sweeper {
  private readonly logger: Logger;
  private readonly settler: Settler;
  private readonly stopped = Promise.withResolvers<void>();
  private isOpen = false;
  private readonly pace = new Pace();
  private housekeptAt = 0;
  private thoroughAt = -Infinity;
  /** The last sweep found messages that were sent before without an answer; the limit may have left others in the table. */
  private hadAgain = false;
  private readonly caughtUp = Promise.withResolvers<void>();
  private readonly folded = new FoldedLog((line) => this.logger.warn(line));

  constructor(private readonly parts: SweeperParts) {
    const { context, connection, relay, settings, health } = parts;
    this.logger = new Logger(`${context} outbox`);
    this.settler = new Settler(context, connection, relay, settings.retryMs, this.logger, (inMs) => this.wakeIn(inMs));
    health.onDoubt(() => this.wakeIn(0));
  }

  async start(): Promise<void> {
    const connection = await this.parts.connection.open();
    await connection.flight([adoptSent(this.parts.relay.sentBy), adoptBundles(this.parts.relay.sentBy)]);
    await this.parts.census?.begin(connection);
    this.isOpen = true;
    void this.run();
  }

  /** Resolved when all reachable receivers have answered what a crash before the start had left in flight. */
  get recovered(): Promise<void> {
    return this.caughtUp.promise;
  }

  /** Sweeps after so many milliseconds at the latest. */
  wakeIn(inMs: number): void {
    this.pace.wakeIn(inMs);
  }

  async drain(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.pace.ring();
    await this.stopped.promise;
    this.parts.suspectTurn.leave(this);
    await this.settler.settle().catch(() => undefined);
    await this.parts.connection.end();
  }

  trouble(): string | undefined {
    return this.isOpen ? this.parts.health.trouble() : 'it is not running';
  }

  private async run(): Promise<void> {
    while (this.isOpen) {
      await this.round().catch((error: unknown) => this.fail(error));
      if (this.isOpen) await this.pace.sleep();
    }
    this.stopped.resolve();
  }

  private async round(): Promise<void> {
    for (const lane of this.parts.relay.lanes.values()) lane.leaveStale();
    const step = async () => (await this.settler.settle(), this.isOpen && (await this.sweep()));
    while (await this.parts.health.watch(LATE_MS, step));
    await this.parts.health.watch(LATE_MS, () => this.housekeep());
    this.folded.over('sweep');
    if (await this.parts.trial.isPassed((inMs) => this.pace.wakeIn(inMs))) this.pace.worked();
    else this.pace.failed();
  }

  private fail(error: unknown): void {
    this.pace.failed();
    if (!this.parts.health.failed(error)) this.folded.happened('sweep', `the sweep waits: ${(error as Error).message}`);
    if (!this.hasSuspect) this.parts.suspectTurn.leave(this);
  }

  /** True when a lane's room was filled, so that more may be due. */
  private async sweep(): Promise<boolean> {
    const lanes = [...this.parts.relay.lanes.values()].filter((lane) => lane.isOpen && lane.room > 0);
    if (!lanes.length) return false;
    const maySendSuspect = this.takeTurn();
    const connection = await this.parts.connection.open();
    const leasedAt = performance.now();
    const times = {
      ...this.parts.settings,
      sinceMs: this.isThorough(lanes, leasedAt) ? EVER_MS : this.parts.settings.sweepLagMs,
    };
    const rooms = lanes.map((lane) => roomOf(lane, maySendSuspect));
    const rows = await this.openAndSweep(connection, sweepDue(rooms, this.parts.relay.sentBy, times), leasedAt);
    if (rows.length) await fault('outbox.swept');
    if (rows.some(({ receiver }) => receiver === this.parts.context)) await fault('timer.due'); // only timers are sent to the own context
    const swept = Map.groupBy(rows as unknown as Swept[], ({ receiver }) => receiver);
    for (const lane of lanes) this.hand(lane, swept.get(lane.receiver) ?? [], leasedAt);
    this.hadAgain = lanes.some((lane) => lane.again > 0);
    if (maySendSuspect && !this.hadAgain) this.caughtUp.resolve();
    if (!this.hasSuspect) this.parts.suspectTurn.leave(this);
    return rows.length > 0 && lanes.some((lane) => lane.backlog.isThere && lane.isOpen && lane.room > 0);
  }

  /** Bundles whose lease has expired are opened first, so that the sweep finds their messages as rows. */
  private async openAndSweep(connection: Connection, sweep: BoundStatement, now: number): Promise<readonly Row[]> {
    const overdue = this.parts.relay.bundles.takeToOpen((bundle) => bundle.isOverdue(now));
    try {
      const [, rows] = await connection.flight([openBundles(overdue), sweep]);
      return rows!;
    } catch (error) {
      this.parts.relay.bundles.giveBack(overdue);
      throw error;
    }
  }

  /** Whether the lower bound on due_at is ignored: when rows are known to wait, and periodically, for rows of very slow transactions. */
  private isThorough(lanes: readonly Lane[], now: number): boolean {
    const isTurn = now - this.thoroughAt > this.parts.settings.sweepLagMs;
    if (isTurn) this.thoroughAt = now;
    return isTurn || this.hadAgain || lanes.some((lane) => lane.backlog.isThere);
  }

  /** Whether a suspect may be sent. After each one the turn passes to a waiting context, since one context may have many suspects. */
  private takeTurn(): boolean {
    if (this.hasSuspect) return false;
    this.parts.suspectTurn.leave(this);
    return this.parts.suspectTurn.take(this, () => this.pace.wakeIn(0));
  }

  private get hasSuspect(): boolean {
    return [...this.parts.relay.lanes.values()].some((lane) => lane.hasSuspect);
  }

  private hand(lane: Lane, messages: readonly Swept[], leasedAt: number): void {
    const ages = messages.map(({ aged, failures }) => (failures ? 0 : aged)); // a failed message waits because of its own pause, not because of the receiver
    lane.backlog.swept(fills(lane, messages), leasedAt - Math.min(...ages));
    const open = messages.filter(({ id }) => !this.parts.relay.isAnswered(id, lane.receiver));
    const [parked, sent] = partition(open, ({ sends }) => !lane.isToWorld && sends > MOST_UNANSWERED);
    if (sent.length) lane.push(sent, leasedAt, leasedAt - Math.max(...ages));
    if (parked.length)
      void this.parts.relay.received(
        lane.receiver,
        parked.map(({ id }) => unanswered(id)),
        parked,
      );
  }

  private async housekeep(): Promise<void> {
    await this.parts.census?.take(await this.parts.connection.open());
    if (performance.now() - this.housekeptAt < HOUSEKEEPING_MS && this.housekeptAt) return;
    this.housekeptAt = performance.now();
    const connection = await this.parts.connection.open();
    await connection.flight(housekeeping());
  }
}

function partition<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}
