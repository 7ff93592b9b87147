/** What would end or colour a line, turn its direction around, or hide a part of it: a log line is one line, whoever chose its words. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const ADDRESS = /([\w.!#$%&'*+/?^`{|}~-])[\w.!#$%&'*+/?^`{|}~-]*@([\w-]+(?:\.[\w-]+)+)/g;
/** A signed token, or what begins like one. */
const TOKEN = /\beyJ[\w-]{8,}(\.[\w-]*)*/g;
const MOST_CHARACTERS = 4_000;
const FRAMES = 5;

/** One line of a log: nothing in it acts on a terminal, addresses are masked (`a…@example.com`), and it has an end. */
export function oneLine(text: string): string {
  const line = text.slice(0, MOST_CHARACTERS).replaceAll(TOKEN, '[token]').replaceAll(ADDRESS, '$1…@$2');
  return line.replaceAll(UNSEEN, escaped) + (text.length > MOST_CHARACTERS ? '…' : '');
}

const escaped = (character: string): string =>
  character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What a line is about, to be searched for: ` trace=… key=…`; nothing of what is not known. */
export function about(fields: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return known.map(([name, value]) => ` ${name}=${PLAIN.test(String(value)) ? value : JSON.stringify(value)}`).join('');
}
const PLAIN = /^[\w.:@/-]+$/;

/** The id of a W3C trace context, as a problem tells it to a client. */
export const traceIdOf = (traceparent: string | undefined): string | undefined => traceparent?.slice(3, 35);

/** An error as a part of a line: its name, its message, what the database says of its place, and the first frames of its stack. */
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
