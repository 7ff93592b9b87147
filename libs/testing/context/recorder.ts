import {
  contractOf,
  type AnyMessage,
  type Carrier,
  type ContractClass,
  type Frame,
  type Message,
  type Receipt,
  type Reply,
  type ReplyOf,
  type Request,
} from '#libs/messaging';

/** Stands for all other contexts: accepts and records every message, and answers queries as configured. */
export class Recorder implements Carrier {
  readonly messages: Message[] = [];
  private readonly answers = new Map<string, unknown>();

  /** @param reply  or a function that makes it of the query's payload */
  answer<M extends AnyMessage>(
    query: ContractClass & (new (payload: never) => M),
    reply: ReplyOf<M> | ((query: M) => ReplyOf<M>),
  ): void {
    this.answers.set(query.contract.name, reply);
  }

  /** The contracts' names of what came since the last call. */
  take(): Message[] {
    return this.messages.splice(0);
  }

  async deliver({ messages }: Frame): Promise<readonly Receipt[]> {
    this.messages.push(...messages);
    return messages.map(({ id }) => ({ id, outcome: 'done' }));
  }

  async request({ type, body }: Request): Promise<Reply> {
    const answer = this.answers.get(type);
    const reply = typeof answer === 'function' ? (answer as (query: unknown) => unknown)(JSON.parse(body)) : answer;
    if (this.answers.has(type)) return { body: JSON.stringify(reply) };
    return {
      error: { code: 'context.unavailable', kind: 'unavailable', message: `the test has no answer to ${type}` },
    };
  }
}

export const nameOf = (message: object | ContractClass): string =>
  typeof message === 'function' ? (message as ContractClass).contract.name : contractOf(message).name;
