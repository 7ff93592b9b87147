import type { INestMicroservice } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  contractOf,
  newId,
  traceparent,
  type AnyMessage,
  type ContractClass,
  type Engine,
  type Headers,
  type Identity,
  type Message,
  type ReplyOf,
} from '#libs/messaging';
import type { FreshDatabase } from '../postgres/index.js';
import { eventually } from './eventually.js';
import { Outcome } from './outcome.js';
import type { Recorder } from './recorder.js';

/** How a message comes: who sent it, in whose name, under which id. */
export interface Sending {
  /** @defaultValue the first context that the contract allows, else the contract's own */
  readonly from?: string;
  readonly caller?: Identity;
  readonly id?: string;
}

/** A context under test: what it is given, what it sends. */
export class LoneContext {
  private last: { message: Message; from: string } | undefined;

  constructor(
    readonly name: string,
    readonly app: INestMicroservice,
    private readonly engine: Engine,
    readonly others: Recorder,
    private readonly database: FreshDatabase,
  ) {}

  /** Its database, to look at. */
  get db(): DataSource {
    return this.app.get(DataSource);
  }

  /** Lets things happen first; what follows from them is not looked at. Throws when one of them is not taken. */
  async given(...messages: readonly AnyMessage[]): Promise<this> {
    for (const message of messages) {
      const outcome = await this.when(message);
      if (outcome.verdict.outcome !== 'done')
        throw new Error(`given ${contractOf(message).name}: ${JSON.stringify(outcome.verdict)}`);
    }
    this.others.take();
    return this;
  }

  /** Sends a message on the durable lane, and waits until everything that follows from it has left. */
  when(message: AnyMessage, sending: Sending = {}): Promise<Outcome> {
    const contract = contractOf(message);
    return this.receives(contract.name, message, { from: contract.from?.[0] ?? contract.context, ...sending });
  }

  /** The last message once more, as a transport may do at any time. */
  again(): Promise<Outcome> {
    if (!this.last) throw new Error('nothing was sent yet that could come again');
    return this.deliver(this.last.message, this.last.from);
  }

  /** Anything at all, as it may come over a wire. */
  receives(type: string, payload: unknown, { from = 'gateway', caller, id = newId() }: Sending = {}): Promise<Outcome> {
    const headers = headersOf(id, from, caller);
    return this.deliver(
      { id, type, key: '', body: JSON.stringify(payload), headers: JSON.stringify(headers), sends: 1 },
      from,
    );
  }

  /** Waits for what it sends by itself, later than the last message: after a timer, or a call that was asked about. Exactly these. */
  async eventuallySent(...expected: readonly (ContractClass | AnyMessage)[]): Promise<void> {
    await eventually(() => new Outcome({ outcome: 'done' }, this.others.messages).thenSent(...expected));
    this.others.take();
  }

  /** Asks on the request lane. Rejects with the refusal. */
  async ask<M extends AnyMessage>(message: M, { from, caller, id = newId() }: Sending = {}): Promise<ReplyOf<M>> {
    const contract = contractOf(message);
    const headers = headersOf(id, from ?? contract.from?.[0] ?? 'gateway', caller);
    const reply = await this.engine.server.request({
      id,
      type: contract.name,
      body: JSON.stringify(message),
      headers,
      remainingMs: 5_000,
    });
    if ('error' in reply) throw Object.assign(new Error(reply.error.code), reply.error);
    await this.settled();
    return JSON.parse(reply.body) as ReplyOf<M>;
  }

  /** Teaches the other contexts an answer. */
  answers<M extends AnyMessage>(query: ContractClass & (new (payload: never) => M), reply: ReplyOf<M>): this {
    this.others.answer(query, reply);
    return this;
  }

  async close(): Promise<void> {
    await this.engine.drain();
    await this.app.close();
    await this.database.drop();
  }

  private async deliver(message: Message, from: string): Promise<Outcome> {
    this.last = { message, from };
    const verdict = await this.engine.server.receive(message, from);
    await this.settled();
    return new Outcome(verdict, this.others.take());
  }

  /** Until nothing is under way from here; effects count, since what they bring comes back as a message. */
  private async settled(): Promise<void> {
    const isQuiet = () =>
      [...this.engine.relay.lanes.values()].every((lane) => lane.size === 0) && this.engine.loop.waiting === 0;
    for (let quiet = 0; quiet < 3; quiet = isQuiet() ? quiet + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve));
  }
}

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
