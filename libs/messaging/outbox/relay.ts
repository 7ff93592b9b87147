import type { BoundStatement } from '#libs/database';
import type { Message, Receipt } from '../envelope.js';
import { fault } from '../fault/index.js';
import type { Lane } from './lane.js';
import { Workload } from '../admission/index.js';
import { settling } from '../spans/index.js';
import { Bundle, bundleOf, type Bundled } from './bundle.js';
import { deleteBundles, insertBundles } from './bundle-sql.js';
import { Bundles } from './bundles.js';
import { deleteOutbox, insertOutbox, type OutboxKey } from './outbox-sql.js';
import type { Outgoing } from './outgoing.js';
import { Receipts, type Received } from './receipts.js';
import { isAgain } from './waiting.js';

/** A message that its receiver did not process: it failed, or the receiver was busy. */
export interface Unfinished extends OutboxKey {
  /** The send that was answered. When the row has been sent again since, this receipt is out of date. */
  readonly sends: number;
  readonly receipt: Exclude<Receipt, { outcome: 'done' }>;
  /** Where it is stored, when it has no row of its own. */
  readonly bundle?: Bundle;
}

/** The lanes of the relay, and its callbacks. */
export interface RelayLinks {
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Called when there are receipts whose rows a transaction has to delete. */
  flushReceipts(): void;
  /** The table holds work for the sweeper. @param inMs  when it is due. @defaultValue now */
  wakeSweeper(inMs?: number): void;
}

/** Sends committed messages from memory, and collects receipts until a transaction has deleted their rows. */
export class Relay {
  /** Receipts stay in memory until the transaction that deletes their rows is committed. */
  readonly receipts = new Receipts();
  /** Receipts of messages sent before without an answer: the sweeper deletes their rows before it sends the next ones, which may crash the process. */
  readonly againReceipts = new Receipts();
  readonly bundles = new Bundles();
  /** The work that was accepted and has not ended, for admission control: a saga counts through its timer. */
  readonly workload = new Workload();
  private unfinished: Unfinished[] = [];
  /** When the leases of the current batch began; a context runs one batch at a time. */
  private leasedAt = 0;
  private links!: RelayLinks;

  constructor(
    /** Process and replica. The same after a restart, so that the next run finds what this one had in flight. */
    readonly sentBy: string,
    private readonly timerScale: number,
    /** Types of timers that are no work under way. */
    private readonly idle: ReadonlySet<string> = new Set(),
  ) {}

  get lanes(): ReadonlyMap<string, Lane> {
    return this.links.lanes;
  }

  /** Called once, after construction, since all of them are constructed with this relay. */
  connect(links: RelayLinks): void {
    this.links = links;
  }

  /** The statements that store these messages; decides for each whether it is sent from memory or left to the sweep. */
  insert(outgoing: readonly Outgoing[]): BoundStatement[] {
    this.leasedAt = performance.now();
    for (const row of outgoing) this.bear(row);
    const bundles = this.bundlesOf(outgoing);
    const rows = outgoing.filter(({ bundle }) => !bundle);
    return [
      ...(rows.length ? [insertOutbox(rows, this.sentBy)] : []),
      ...(bundles.length ? [insertBundles(bundles, this.sentBy)] : []),
    ];
  }

  remove({ rows, bundles }: Received): BoundStatement[] {
    return [...(rows.length ? [deleteOutbox(rows)] : []), ...(bundles.length ? [deleteBundles(bundles)] : [])];
  }

  /** Called after the commit of these rows; `dropped` timers were deleted in the same transaction. */
  committed(outgoing: readonly Outgoing[], dropped: number): void {
    let timers = 0;
    const perReceiver = new Map<string, Message[]>();
    for (const row of outgoing) {
      if (row.bundle?.messages[0] === row) this.bundles.begin(row.bundle);
      if (row.afterMs !== undefined) {
        if (!this.idle.has(row.type)) timers++;
        this.links.wakeSweeper(row.afterMs * this.timerScale);
      } else if (row.sends === 1) push(perReceiver, row.receiver, row);
      else if (this.lanes.get(row.receiver)?.isOpen) this.links.wakeSweeper();
    }
    this.workload.set(timers);
    this.workload.drop(dropped);
    for (const [receiver, messages] of perReceiver) this.lanes.get(receiver)!.push(messages, this.leasedAt);
  }

  /** A lane has room for rows that are due. */
  freed(): void {
    this.links.wakeSweeper();
  }

  /** @param messages  those that were sent; a receipt for any other message is ignored */
  async received(receiver: string, receipts: readonly Receipt[], messages: readonly Message[]): Promise<void> {
    settling(receiver, receipts, messages);
    const sent = new Map(messages.map((message) => [message.id, message]));
    for (const receipt of receipts) {
      const { id } = receipt;
      const message = sent.get(id);
      if (!message) continue;
      const bundle = bundleOf(message);
      if (receipt.outcome === 'done' && this.isOwnWork(receiver, message.type)) this.workload.drop(1); // the timer has fired
      if (receipt.outcome !== 'done') this.unfinished.push({ id, receiver, receipt, sends: message.sends, bundle });
      else if (!bundle || bundle.isOpened)
        (isAgain(message) ? this.againReceipts : this.receipts).add({ id, receiver });
      else if (bundle.receive(message as Bundled)) this.receivedAll(bundle);
    }
    await fault('outbox.after_receipt');
    if (this.receipts.waitedMs >= 0) this.links.flushReceipts();
    if (this.unfinished.length) this.links.wakeSweeper();
  }

  private isOwnWork(receiver: string, type: string): boolean {
    return this.lanes.get(receiver)!.isToItself && !this.idle.has(type);
  }

  /** Why this context should accept no new commands: too many unsent messages in its outbox. */
  overload(): string | undefined {
    for (const lane of this.lanes.values()) {
      const why = lane.overload();
      if (why) return why;
    }
    return undefined;
  }

  returnReceipts(receipts: Received): void {
    this.receipts.giveBack(receipts);
    if (this.receipts.waitedMs >= 0) this.links.flushReceipts();
  }

  /** True when it has a receipt and only its row is not deleted yet: it must be neither sent again nor counted as unanswered. */
  isAnswered(id: string, receiver: string): boolean {
    return [this.receipts, this.againReceipts].some((receipts) => receipts.has(id, receiver));
  }

  takeUnfinished(): readonly Unfinished[] {
    const taken = this.unfinished;
    this.unfinished = [];
    return taken;
  }
  returnUnfinished(unfinished: readonly Unfinished[]): void {
    this.unfinished.push(...unfinished);
  }

  private receivedAll(bundle: Bundle): void {
    this.bundles.end(bundle);
    this.receipts.addBundle(bundle.id);
  }

  private bundlesOf(outgoing: readonly Outgoing[]): readonly Bundle[] {
    const perReceiver = new Map<string, Outgoing[]>();
    for (const row of outgoing)
      if (row.sends === 1 && !this.lanes.get(row.receiver)!.isToWorld && Bundle.mayHold(row))
        push(perReceiver, row.receiver, row);
    return [...perReceiver].flatMap(([receiver, messages]) => Bundle.of(receiver, messages, this.leasedAt));
  }

  /** Sets whether a new row is sent from memory, with a lease that begins now, or left to the sweep. */
  private bear(row: Outgoing): void {
    if (row.afterMs !== undefined) {
      row.dueInMs = Math.ceil(row.afterMs * this.timerScale);
      return;
    }
    const lane = this.lanes.get(row.receiver);
    if (!lane?.takesNew()) return;
    row.sends = 1;
    row.dueInMs = lane.leaseMs;
  }
}

function push<M>(map: Map<string, M[]>, key: string, message: M): void {
  const list = map.get(key);
  if (list) list.push(message);
  else map.set(key, [message]);
}
