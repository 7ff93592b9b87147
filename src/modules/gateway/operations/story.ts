import type { ReplyOf } from '#libs/messaging/contract';
import type { TellStory } from '#libs/messaging/ops';
import type { Answers } from './every-context.js';

/**
 * Merges the facts of all contexts: sorted by time, and by context where the times are equal.
 *
 * @param traceUrl  where people see a trace, with `{traceId}`
 */
export function storyOf({ answers, missing }: Answers<ReplyOf<TellStory>>, traceUrl?: string) {
  const told = answers.flatMap(({ context, reply }) => reply.facts.map((fact) => ({ context, ...fact })));
  const facts = told.toSorted((a, b) => a.at.localeCompare(b.at));
  const began = Date.parse(facts[0]?.at ?? '');
  return {
    facts: facts.map((fact) => ({ ...fact, ms: Date.parse(fact.at) - began })),
    traces: tracesIn(facts).map((id) => ({ id, ...(traceUrl && { url: traceUrl.replaceAll('{traceId}', id) }) })),
    isWhole: answers.every(({ reply }) => reply.isWhole),
    missing,
  };
}

/** The traces that the events name, in time order. */
const tracesIn = (facts: readonly { readonly details: Readonly<Record<string, unknown>> }[]): readonly string[] => [
  ...new Set(facts.map(({ details }) => details.trace).filter((trace) => typeof trace === 'string')),
];
