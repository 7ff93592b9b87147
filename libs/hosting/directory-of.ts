import { Directory } from '#libs/messaging';
import { contractsIn, type Contexts } from './contexts.js';

/** Who sends what to whom among all contexts: the same in every placement. */
export function directoryOf({ contexts }: Pick<Contexts, 'contexts'>): Directory {
  const entries = Object.entries(contexts);
  const subscriptions = entries.map(([name, { subscribes }]) => [name, subscribes]);
  const contracts = entries.map(([name, entry]) => [name, contractsIn(entry.contracts)]);
  return new Directory(Object.fromEntries(subscriptions), Object.fromEntries(contracts));
}
