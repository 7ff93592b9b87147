import { redacted } from './redact.js';

/** Control and format characters that would end, colour, reverse or hide a part of a line, since a text may contain user input. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
/** A UUID, a trace or a span: nothing to leave out, and most fields of most lines. */
const ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|(?=\d*[a-f])[0-9a-f]{16})$/;
const MOST_CHARACTERS = 4_000;
const FRAMES = 5;

/** A text as one log line: secrets left out, control characters escaped, addresses masked (`a…@example.com`), length limited. */
export const oneLine = (text: string, most = MOST_CHARACTERS): string =>
  ID.test(text) ? text : visible(redacted(text.slice(0, most))) + (text.length > most ? '…' : '');

/** Its control characters escaped. */
export const visible = (text: string): string => text.replaceAll(UNSEEN, escaped);

const escaped = (character: string): string =>
  character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Searchable fields in a line: ` trace_id=… key=…`, without undefined ones. */
export function about(fields: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null || value === '') continue;
    const json = JSON.stringify(value);
    text += ` ${name}=${typeof value === 'string' && PLAIN.test(value) ? value : json}`;
  }
  return text;
}
const PLAIN = /^[\w.:@/…-]+$/;

/** The trace id of a W3C trace context, as problem answers contain it. */
export const traceIdOf = (traceparent: string | undefined): string | undefined => traceparent?.slice(3, 35);

/** The id of its span. */
export const spanIdOf = (traceparent: string | undefined): string | undefined => traceparent?.slice(36, 52);

/** An error as a part of a line: name, message, details from the database, and the first frames of the stack. */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const { code, statement, table, column, constraint } = error as Error & Record<string, unknown>;
  const place = { code, statement, table, column, constraint } as Record<string, string | number | undefined>;
  for (const name in place) place[name] &&= oneLine(String(place[name]), 500);
  return `${oneLine(error.name, 100)}: ${oneLine(error.message, 1_000)}${about(place)}${framesOf(error.stack ?? '')}`;
}

/** The first frames of a stack, in a line. */
export function framesOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, FRAMES)
    .map((frame) => ` <${oneLine(frame.trim(), 300)}>`)
    .join('');
}
