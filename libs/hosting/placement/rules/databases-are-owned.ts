import { didYouMean, quoted } from '../../yaml/index.js';
import type { Rule } from './rule.js';

/** A database belongs to one context: in a shared one, two contexts would use each other's tables of the same name. */
export const databasesAreOwned: Rule = ({ placement: { databases }, known: { contexts, door } }, refuse) => {
  const owners = new Map<string, string>();
  for (const [context, { url }] of Object.entries(databases)) {
    const path = ['databases', context];
    const first = url && owners.get(url);
    if (context === door.name) refuse(path, `${context} owns no data`, 'key');
    else if (!Object.hasOwn(contexts, context))
      refuse(path, `unknown context ${quoted(context)}${didYouMean(context, Object.keys(contexts))}`, 'key');
    else if (first) refuse([...path, 'url'], `this is the database of ${first} already; each context has its own`);
    else if (url) owners.set(url, context);
  }
};
