import { didYouMean, quoted } from '../../yaml/index.js';
import { namesOf } from '../known.js';
import type { Rule } from './rule.js';

/** A transport for two contexts of one process would never be used, since their messages do not leave the process. */
export const pairsAreApart: Rule = ({ placement: { processes, pairs }, known }, refuse) => {
  const all = namesOf(known);
  const seen = new Set<string>();
  pairs.forEach(({ between }, i) => {
    const path = ['pairs', i, 'between'];
    const strange = between.filter((context) => !all.includes(context));
    for (const context of strange)
      refuse([...path, between.indexOf(context)], `unknown context ${quoted(context)}${didYouMean(context, all)}`);
    if (strange.length) return;
    const [one, other] = between;
    const shared = processes.find(({ contexts }) => contexts.includes(one) && contexts.includes(other));
    const pair = between.toSorted().join(' ');
    if (one === other) refuse(path, `${one} does not talk to itself over a transport`);
    else if (shared)
      refuse(path, `${one} and ${other} are both in process ${shared.name}, so nothing carries between them`);
    else if (seen.has(pair)) refuse(path, `${one} and ${other} have a transport already`);
    seen.add(pair);
  });
};
