import type { INestMicroservice } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { adminSession } from '#libs/database';
import {
  contractOf,
  milliseconds,
  newId,
  Seals,
  traceparent,
  type AnyMessage,
  type ContractClass,
  type Duration,
  type Engine,
  type Headers,
  type Identity,
  type Message,
  type ReplyOf,
  type Verdict,
} from '#libs/messaging';
import type { FreshDatabase } from '../postgres/index.js';
import { elapse } from './elapse.js';
import { eventually } from './eventually.js';
import { MessageOutcome } from './message-outcome.js';
import { OwnTimers } from './own-timers.js';
import type { Recorder } from './recorder.js';
import { settled } from './settled.js';
import { testChannels } from './test-channels.js';
import type { VirtualClock } from './virtual-clock.js';

/** Sender, caller and id of a message. */
export interface Sending {
  /** @defaultValue the first context that the contract allows, else the contract's own */
  readonly from?: string;
  readonly caller?: Identity;
  readonly id?: string;
}

/** A context under test: give it messages and check what it sends. */
export class LoneContext {
  private last: { message: Message; from: string } | undefined;

  constructor(
    readonly app: INestMicroservice,
    private readonly engine: Engine,
    readonly others: Recorder,
    private readonly database: FreshDatabase,
    private readonly clock: VirtualClock,
  ) {}

  /** Its database, for assertions. */
  get db(): DataSource {
    return this.app.get(DataSource);
  }

  /** Sends messages as a precondition and ignores what follows from them. Throws when one of them is not processed. */
  async given(...messages: readonly AnyMessage[]): Promise<this> {
    for (const message of messages) {
      const outcome = await this.when(message);
      if (outcome.verdict.outcome !== 'done')
        throw new Error(`given ${contractOf(message).name}: ${JSON.stringify(outcome.verdict)}`);
    }
    this.others.take();
    return this;
  }

  /** Sends a durable message, and waits until everything that follows from it is sent. */
  when(message: AnyMessage, { from, caller, id = newId() }: Sending = {}): Promise<MessageOutcome> {
    const { name, from: senders, context } = contractOf(message);
    const sender = from ?? senders?.[0] ?? context;
    return this.deliver(messageOf(id, name, this.bodyFrom(sender, message, id), headersOf(id, sender, caller)), sender);
  }

  /** The last message once more, as a transport may do at any time. */
  again(): Promise<MessageOutcome> {
    if (!this.last) throw new Error('nothing was sent yet that could come again');
    return this.deliver(this.last.message, this.last.from);
  }

  /** Sends any data, as it may arrive over a network. */
  receives(
    type: string,
    payload: unknown,
    { from = 'gateway', caller, id = newId() }: Sending = {},
  ): Promise<MessageOutcome> {
    return this.deliver(messageOf(id, type, JSON.stringify(payload), headersOf(id, from, caller)), from);
  }

  /**
   * Lets time pass: its timers that are due by then fire, in order of their due times, those that they set among them;
   * ends when what follows from them has left. Decisions see the moved time as `item.now`.
   *
   * Only they do: the database's clock stands where it stood. Leases, effects that are asked about again, kept replies and
   * the age of messages go on as before, and `due_at` of a timer set later is in real time: due as long from now as it says.
   * Timers that are a few milliseconds apart may fire together, as anywhere. Rejects when one is not taken within five
   * seconds, or when they ring a hundred times and ring on.
   */
  async whenTimeElapses(duration: Duration): Promise<MessageOutcome> {
    await settled(this.engine);
    await adminSession(this.database.url, (client) =>
      elapse(milliseconds(duration), this.engine, this.clock, new OwnTimers(client, this.engine.context)),
    );
    return this.outcome();
  }

  /** Waits for exactly these messages, which the context sends by itself later, such as after a repeated effect. */
  async eventuallySent(...expected: readonly (ContractClass | AnyMessage)[]): Promise<void> {
    await eventually(() => new MessageOutcome({ outcome: 'done' }, this.others.messages).thenSent(...expected));
    this.others.take();
  }

  /** Sends a request. Rejects with the refusal. */
  async ask<M extends AnyMessage>(message: M, { from, caller, id = newId() }: Sending = {}): Promise<ReplyOf<M>> {
    const contract = contractOf(message);
    const sender = from ?? contract.from?.[0] ?? 'gateway';
    const headers = headersOf(id, sender, caller);
    const reply = await this.engine.server.request({
      id,
      type: contract.name,
      body: this.bodyFrom(sender, message, id),
      headers,
      remainingMs: 5_000,
    });
    if ('error' in reply) throw Object.assign(new Error(reply.error.code), reply.error);
    await settled(this.engine);
    return JSON.parse(reply.body) as ReplyOf<M>;
  }

  /** Sets the answer of the other contexts to a query. */
  answers<M extends AnyMessage>(query: ContractClass & (new (payload: never) => M), reply: ReplyOf<M>): this {
    this.others.answer(query, reply);
    return this;
  }

  async close(): Promise<void> {
    await this.engine.drain();
    await this.app.close();
    await this.database.drop();
  }

  private bodyFrom(sender: string, message: AnyMessage, id: string): string {
    return new Seals(sender, testChannels).bodyOf(contractOf(message), message, id, this.engine.context);
  }

  private async deliver(message: Message, from: string): Promise<MessageOutcome> {
    this.last = { message, from };
    const verdict = await this.engine.server.receive(message, from);
    await settled(this.engine);
    return this.outcome(verdict);
  }

  private outcome(verdict: Verdict = { outcome: 'done' }): MessageOutcome {
    return new MessageOutcome(verdict, this.others.take());
  }
}

const messageOf = (id: string, type: string, body: string, headers: Headers): Message => ({
  id,
  type,
  key: '',
  body,
  headers: JSON.stringify(headers),
  sends: 1,
});

function headersOf(id: string, source: string, caller: Identity | undefined): Headers {
  return {
    source,
    time: new Date().toISOString(),
    traceparent: traceparent(),
    correlationid: id,
    causationid: id,
    ...(caller && { caller }),
  };
}
