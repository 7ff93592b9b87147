import { checkSender, contractOf, type AnyMessage, type Decision } from '../contract/index.js';
import { contextOf, type Directory } from '../directory.js';
import type { Item } from '../inbox/item.js';
import { isoOf } from '../iso.js';
import type { Seals } from '../seal/seals.js';
import type { Bundled } from './bundle.js';
import type { OutboxKey } from './outbox-sql.js';

/**
 * A message of a decision, as an outbox row. The relay knows the state of the receivers, so it sets whether the row is sent from
 * memory and when it is due. The same object is the row and, after the commit, the message, to save allocations.
 */
export interface Outgoing extends Bundled {
  /** The delay of a timer; undefined: it is sent immediately. */
  readonly afterMs?: number;
  /** With a span of its own, where the message is traced. */
  headers: string;
  dueInMs: number;
  sends: 0 | 1;
}

/** A timer's row that is deleted, and whether it stood for work under way. */
export interface Dropped extends OutboxKey {
  readonly isWork: boolean;
}

/** Turns the messages of decisions into outbox rows, one per receiver. The ids are deterministic: a second run gives the same ones. */
export class Outgoings {
  constructor(
    private readonly context: string,
    private readonly directory: Directory,
    private readonly own: ReadonlySet<string>,
    private readonly seals: Seals,
  ) {}

  /** The headers that all messages caused by this item share, as JSON text. @param traceparent  of the span they are below */
  headersOf({ scope, now }: Item, traceparent: string): string {
    const { correlationid, caller } = scope.headers;
    const origin = `"source":"${this.context}","time":"${isoOf(now)}","causationid":"${scope.id}"`;
    return `{${origin},${JSON.stringify({ traceparent, correlationid, caller }).slice(1)}`;
  }

  rowsOf({ send, later }: Decision, item: Item, headers: string): Outgoing[] {
    const rows: Outgoing[] = [];
    send?.forEach((message, n) => {
      const contract = contractOf(message);
      checkSender(contract, this.context);
      const receivers = this.directory.receiversOf(contract, this.context, this.own);
      const id = item.sentId(n);
      for (const receiver of receivers) rows.push(this.rowOf(id, receiver, message, headers));
    });
    for (const { id, message, afterMs } of later ?? [])
      rows.push(this.rowOf(id, this.receiverOfTimer(message), message, headers, afterMs));
    return rows;
  }

  /** Refuses a timer whose message the context does not handle; the row would otherwise fail only when it is due. */
  private receiverOfTimer(message: AnyMessage): string {
    const { name, declaredAt } = contractOf(message);
    if (this.own.has(name)) return this.context;
    throw new TypeError(`${name} (${declaredAt()}) is sent later: add it to \`messages\` of ${this.context}'s module`);
  }

  dropsOf({ drop }: Decision): Dropped[] {
    return (drop ?? []).map(({ id, of }) => ({ id, receiver: this.context, isWork: of.contract.isWork }));
  }

  private rowOf(id: string, receiver: string, message: AnyMessage, headers: string, afterMs?: number): Outgoing {
    const contract = contractOf(message);
    const body = this.seals.bodyOf(contract, message, id, contextOf(receiver));
    const key = contract.key(message as never);
    const born = { afterMs, dueInMs: 0, sends: 0, bundle: undefined, isReceived: false } as const;
    return { id, receiver, type: contract.name, key, body, headers, ...born };
  }
}
