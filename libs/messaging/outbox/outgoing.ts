import { contractOf, type AnyMessage, type Decision } from '../contract/index.js';
import type { Directory } from '../directory.js';
import type { Headers } from '../envelope.js';
import { messagingError } from '../errors.js';
import type { Item } from '../inbox/item.js';
import type { OutboxKey, OutboxRow } from './outbox-sql.js';

const MOST_BYTES = 256 * 1024;

/** What a decision sends, as outbox rows; when they are due is said by whoever knows the receivers' state. */
export type Outgoing = Omit<OutboxRow, 'dueInMs' | 'sends'> & { readonly afterMs?: number };

/** Turns the messages of decisions into outbox rows: one per receiver, under ids that a second run makes again. */
export class Outgoings {
  constructor(
    private readonly context: string,
    private readonly directory: Directory,
    private readonly own: ReadonlySet<string>,
  ) {}

  /** The headers of everything that follows from this item. */
  headersOf({ scope, now }: Item): string {
    const { headers } = scope;
    const following: Headers = {
      source: this.context,
      time: now.toISOString(),
      traceparent: headers.traceparent,
      correlationid: headers.correlationid,
      causationid: scope.id,
      ...(headers.caller && { caller: headers.caller }),
    };
    return JSON.stringify(following);
  }

  rowsOf({ send, later }: Decision, item: Item, headers: string): Outgoing[] {
    const sent = (send ?? []).flatMap((message, n) => {
      const row = rowOf(item.sent.id(n), message, headers);
      const receivers = this.directory.receiversOf(contractOf(message), this.context, this.own);
      return receivers.map((receiver) => ({ ...row, receiver }));
    });
    const timers = (later ?? []).map(({ id, message, afterMs }) => ({
      ...rowOf(id, message, headers),
      receiver: this.context,
      afterMs,
    }));
    return timers.length ? [...sent, ...timers] : sent;
  }

  dropsOf({ drop }: Decision): OutboxKey[] {
    return (drop ?? []).map((id) => ({ id, receiver: this.context }));
  }
}

function rowOf(id: string, message: AnyMessage, headers: string): Omit<Outgoing, 'receiver' | 'afterMs'> {
  const contract = contractOf(message);
  const body = JSON.stringify(message);
  if (body.length > MOST_BYTES)
    throw messagingError('message.too-large', `${contract.name} has ${body.length} bytes; ${MOST_BYTES} is the most`);
  return { id, type: contract.name, key: contract.key(message as never), body, headers };
}
