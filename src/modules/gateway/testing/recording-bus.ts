import { contractOf, type AnyMessage, type Identity } from '#libs/messaging/contract';

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

/** Replaces the bus: records the messages, and answers them with what the spec defines. */
export class RecordingBus {
  asked: Asked[] = [];
  private answers = new Map<string, Answer>();

  /** @param answer  a reply, or a function that gives or throws one */
  answer(contract: { readonly contract: { readonly name: string } }, answer: unknown): void {
    const { name } = contract.contract;
    this.answers.set(name, typeof answer === 'function' ? (answer as Answer) : () => answer);
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
