/** Control and format characters that would end, colour, reverse or hide a part of a line, since a text may contain user input. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
/** The lookbehind lets a match begin only where a run of these characters begins, so that a long run is looked at once. */
const ADDRESS = /(?<![\w.!#$%&'*+/?^`{|}~-])([\w.!#$%&'*+/?^`{|}~-])[\w.!#$%&'*+/?^`{|}~-]*@([\w-]+(?:\.[\w-]+)+)/g;
/** A JWT or the beginning of one. */
const TOKEN = /\beyJ[\w-]{8,}(\.[\w-]*)*/g;
const MOST_CHARACTERS = 4_000;
const FRAMES = 5;

/** A text as one log line: control characters escaped, addresses masked (`a…@example.com`), length limited. */
export function oneLine(text: string): string {
  const line = text.slice(0, MOST_CHARACTERS).replaceAll(TOKEN, '[token]').replaceAll(ADDRESS, '$1…@$2');
  return line.replaceAll(UNSEEN, escaped) + (text.length > MOST_CHARACTERS ? '…' : '');
}

const escaped = (character: string): string =>
  character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Searchable fields of a line: ` trace=… key=…`, without undefined ones. */
export function about(fields: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return known.map(([name, value]) => ` ${name}=${PLAIN.test(String(value)) ? value : JSON.stringify(value)}`).join('');
}
const PLAIN = /^[\w.:@/-]+$/;

/** The trace id of a W3C trace context, as problem answers contain it. */
export const traceIdOf = (traceparent: string | undefined): string | undefined => traceparent?.slice(3, 35);

/** An error as a part of a line: name, message, details from the database, and the first frames of the stack. */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const { code, statement, table, column, constraint } = error as Error & Record<string, unknown>;
  const place = about({ code, statement, table, column, constraint } as Record<string, string | undefined>);
  return `${error.name}: ${oneLine(error.message.slice(0, 1_000))}${place}${framesOf(error.stack ?? '')}`;
}

/** The first frames of a stack, in a line. */
export function framesOf(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, FRAMES)
    .map((frame) => ` <${frame.trim()}>`)
    .join('');
}
