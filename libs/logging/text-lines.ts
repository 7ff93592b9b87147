import { createRequire } from 'node:module';
import type { PrettyOptions, prettyFactory } from 'pino-pretty';
import type { Destination } from './destination.js';
import { about } from './line.js';

/** Members of a record that a person does not need in each line, or that stand elsewhere in it. */
const ELSEWHERE = new Set(['level', 'time', 'process', 'replica', 'context', 'part', 'message', 'span_id']);

/** Writes records for people, by pino-pretty: `[12:00:00.123] WARN: [orders door] … trace_id=…`. */
export function textLines(to: Destination, colorize: boolean): Destination {
  const { prettyFactory: make } = createRequire(import.meta.url)('pino-pretty') as {
    prettyFactory: typeof prettyFactory;
  };
  const options: PrettyOptions = {
    colorize,
    messageKey: 'message',
    timestampKey: 'time',
    translateTime: 'SYS:HH:MM:ss.l',
    hideObject: true,
    messageFormat: (record, key) => textOf(record, key),
  };
  const pretty = make(options);
  return { write: (line) => to.write(pretty(line) as string) };
}

function textOf(record: Readonly<Record<string, unknown>>, messageKey: string): string {
  const [name, text] = [[record['context'], record['part']].filter(Boolean).join(' '), record[messageKey] as string];
  const rest = Object.entries(record).filter(
    ([member, value]) => !ELSEWHERE.has(member) && !says(text, JSON.stringify(value)),
  );
  return `${name ? `[${name}] ` : ''}${text}${about(Object.fromEntries(rest))}`;
}

/** What the text says already is not repeated. */
const says = (text: string, value: string): boolean => value.length > 2 && text.includes(value.replaceAll('"', ''));
