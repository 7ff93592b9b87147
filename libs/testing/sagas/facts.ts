import type { AnyMessage, ContractClass } from '#libs/messaging/contract';

/** An example of a fact: its class, filled from the saga's data, since facts carry the ids that the data has. */
export function exampleOf(fact: ContractClass, data: object): AnyMessage {
  return new fact({ reason: 'refused', ...data });
}

export const isContract = (fact: object): fact is ContractClass => typeof fact === 'function' && 'contract' in fact;
