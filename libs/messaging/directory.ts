import type { Contract, ContractClass } from './contract/index.js';

/** The receiver of a context's effects: its own effect runner. */
export const effectsOf = (context: string): string => `${context}.effects`;
export const isEffects = (receiver: string): boolean => receiver.endsWith('.effects');
/** The context behind a receiver: an effect runner belongs to one. */
export const contextOf = (receiver: string): string => receiver.replace(/\.effects$/, '');

/** The receivers of each message type. Subscribers declare their events; the list of each publisher is computed from that. */
export class Directory {
  private readonly subscribers = new Map<string, string[]>();

  /**
   * @param subscriptions  per context, the events that it subscribes to
   * @param contracts  per context, its public contracts; sending needs none of them, the document of all messages does
   */
  constructor(
    readonly subscriptions: Readonly<Record<string, readonly ContractClass[]>>,
    readonly contracts: Readonly<Record<string, readonly ContractClass[]>> = {},
  ) {
    for (const [context, events] of Object.entries(subscriptions))
      for (const { contract } of events)
        this.subscribers.set(contract.name, [...(this.subscribers.get(contract.name) ?? []), context]);
  }

  get contexts(): readonly string[] {
    return Object.keys(this.subscriptions);
  }

  /** The receivers of a message of this kind that `sender` sends; `own` are the contracts that the sender sends to itself. */
  receiversOf(contract: Contract, sender: string, own: ReadonlySet<string>): readonly string[] {
    if (own.has(contract.name)) return [contract.kind === 'effect' ? effectsOf(sender) : sender];
    if (contract.kind === 'event') return this.subscribers.get(contract.name) ?? [];
    return [contract.context];
  }
}
