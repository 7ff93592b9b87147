import { contractOf, type AnyMessage, type Contract, type Identity } from '#libs/messaging/contract';

export interface Asked {
  readonly name: string;
  readonly message: AnyMessage;
  readonly id?: string;
  readonly fingerprint?: string;
  readonly caller?: Identity;
  readonly traceparent?: string;
  readonly deadlineMs?: number;
  /** The receiver, for contracts that every context serves. */
  readonly to?: string;
}

type Answer = (asked: Asked) => unknown;
type Answered = { readonly contract: Pick<Contract, 'name' | 'reply'> };

/** The value of a field that contexts add to every object of a reply, and that no contract declares. */
export const UNDECLARED = 'a hash that nobody may see';

/**
 * Replaces the bus: records the messages, and answers them with what the spec defines. As with the real bus, a reply holds what its
 * contract declares and nothing else, whatever the context has sent.
 */
export class RecordingBus {
  asked: Asked[] = [];
  private answers = new Map<string, Answer>();

  /** @param answer  a reply, or a function that gives or throws one */
  answer(contract: Answered, answer: unknown): void {
    const { reply } = contract.contract;
    const answering = asFunction(answer);
    this.answerUnchecked(contract, async (asked: Asked) => {
      const sent = withUndeclared(await answering(asked));
      return reply ? reply.parse(sent) : sent;
    });
  }

  /** The same with a reply that its contract would not let pass, such as one that is too large. */
  answerUnchecked(contract: Answered, answer: unknown): void {
    this.answers.set(contract.contract.name, asFunction(answer));
  }

  async request(message: AnyMessage, options: Omit<Asked, 'name' | 'message'>): Promise<unknown> {
    const asked = { name: contractOf(message).name, message, ...options };
    this.asked.push(asked);
    const answer = this.answers.get(asked.name);
    if (!answer) throw new Error(`the spec has no answer to ${asked.name}`);
    return answer(asked);
  }

  get last(): Asked | undefined {
    return this.asked.at(-1);
  }

  forget(): void {
    this.asked = [];
    this.answers.clear();
  }
}

const asFunction = (answer: unknown): Answer => (typeof answer === 'function' ? (answer as Answer) : () => answer);

/** The same with one more field in every object, except in those whose fields no contract names. */
function withUndeclared(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withUndeclared(one));
  if (typeof value !== 'object' || value === null || FREE.has(name)) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, withUndeclared(field, key)] as const);
  return { ...Object.fromEntries(fields), passwordHash: UNDECLARED };
}

/** Of dead letters and stories, which only operators see. */
const FREE: ReadonlySet<string> = new Set(['details', 'headers']);
