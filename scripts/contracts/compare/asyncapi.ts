import type { Break } from './break.js';
import { resolverOf } from './openapi.js';
import type { Schema } from './choices.js';
import { breaksOf, type Direction } from './schema.js';

interface Message {
  readonly payload?: Schema;
  readonly 'x-consumed-by'?: readonly string[];
  readonly 'x-sent-by'?: readonly string[];
  readonly 'x-errors'?: Readonly<Record<string, string>>;
}
export interface AsyncApi {
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly messageTraits?: Readonly<Record<string, { readonly headers?: Schema }>>;
  };
}

const ANSWER = /\.(reply|refusal)$/;

/**
 * What breaks a context of another release. A message is read by newer and by older releases than its sender's, since outboxes keep it;
 * an answer by who asked, to whom it must still have what it had.
 */
export function asyncApiBreaks(before: AsyncApi, after: AsyncApi): readonly Break[] {
  const resolve = { before: resolverOf(before), after: resolverOf(after) };
  const compared = (was: Schema = {}, is: Schema = {}, direction: Direction) => breaksOf(was, is, direction, resolve);
  const envelope = Object.entries(before.components.messageTraits ?? {}).flatMap(([name, { headers }]) =>
    compared(headers, after.components.messageTraits?.[name]?.headers, 'both').map((what) => ({
      where: `the ${name} of every message`,
      what,
    })),
  );
  const messages = Object.entries(before.components.messages).flatMap(([name, was]) => {
    if (name.endsWith('.refusal')) return []; // its codes are those of the request
    const is = after.components.messages[name];
    const breaks = is
      ? [...compared(was.payload, is.payload, ANSWER.test(name) ? 'reply' : 'both'), ...lostCodes(was, is)]
      : ['is gone'];
    const consumers = consumersOf(before, name);
    return breaks.map((what) => ({ where: `message ${name}`, what, consumers }));
  });
  return [...envelope, ...messages];
}

/** A code stands for a decision of its reader; of another kind it becomes another HTTP status. */
const lostCodes = ({ 'x-errors': had = {} }: Message, { 'x-errors': has = {} }: Message): string[] =>
  Object.entries(had).flatMap(([code, kind]) => {
    if (!has[code]) return [`lost the error ${code}`];
    return has[code] === kind ? [] : [`the error ${code} is ${has[code]}, was ${kind}`];
  });

/** An answer is consumed by those who send its request. */
function consumersOf({ components: { messages } }: AsyncApi, name: string): readonly string[] {
  if (!ANSWER.test(name)) return messages[name]?.['x-consumed-by'] ?? [];
  return messages[name.replace(ANSWER, '')]?.['x-sent-by'] ?? [];
}
