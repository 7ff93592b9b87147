import { didYouMean, nearest, quoted } from '../../yaml/index.js';
import { namesOf } from '../known.js';
import type { Rule } from './rule.js';

/** A context in two processes has no unique owner of its messages. One that no process names runs in the default process; the door must be named. */
export const everyContextHasOneProcess: Rule = ({ placement: { processes }, known }, refuse) => {
  const all = namesOf(known);
  const homes = new Map<string, string>();
  for (const { name, contexts } of processes)
    contexts.forEach((context, i) => {
      const meant = all.includes(context) ? context : nearest(context, all);
      const problem =
        context === meant ? takenBy(homes.get(context), context, name) : unknown(context, context === name, all);
      if (problem) refuse(['processes', name, 'contexts', i], problem);
      if (meant && !homes.has(meant)) homes.set(meant, name);
    });
  const door = known.door.name;
  if (!homes.has(door)) refuse(['processes'], `${door} is in no process: nobody would serve the public API`, 'key');
};

function takenBy(home: string | undefined, context: string, process: string): string | undefined {
  if (!home) return undefined;
  return home === process ? `${context} is named twice` : `${context} is in process ${home} already`;
}

/** @param isShort  the process names no contexts, so it would host the one of its own name */
function unknown(context: string, isShort: boolean, all: readonly string[]): string {
  if (isShort && !nearest(context, all))
    return `${context} is no context, so say what it hosts: { contexts: [${all[0]}] }`;
  return `unknown context ${quoted(context)}${didYouMean(context, all)}`;
}
