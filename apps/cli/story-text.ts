import type { Fact, Story } from './api/api.types.js';
import { aboutText, detailLines } from './details-text.js';
import { plain } from './table.js';
import { clock, day, duration } from './times.js';

export interface StoryOptions {
  /** Everything that is known of each fact, and that messages were taken. */
  readonly details?: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** Where the output is no terminal. */
const WIDTH = 100;
const MARGIN = '  ';
const AFTER = 'after'.length + 4;

/** A story to be read: when, how long after the first fact, who, and what happened. No line is wider than the terminal. */
export function storyText(id: string, { facts, isWhole }: Story, options: StoryOptions = {}): string {
  const { details = false, width = process.stdout.columns ?? WIDTH } = options;
  const shown = details ? facts : facts.filter(({ what }) => what !== TAKEN);
  const who = Math.max(...shown.map(({ context }) => context.length), 0);
  let lastDay = '';
  const lines = shown.flatMap((fact) => {
    const time = new Date(fact.at);
    const isNewDay = day(time) !== lastDay;
    lastDay = day(time);
    const after = fact.ms ? `+${duration(fact.ms)}` : '';
    const head = [clock(time), after.padStart(AFTER), fact.context.padEnd(who)].join(MARGIN);
    return [...(isNewDay ? ['', lastDay] : []), ...entry(head, fact, details, width)];
  });
  const rest = [
    ...(isWhole ? [] : ['There is more than is told here.']),
    ...(details ? [] : ['--details shows ids, messages and deadlines; --json shows all for programs.']),
  ];
  return [...wrapped(`Order ${plain(id)}`, width), ...lines, '', ...rest.flatMap((line) => wrapped(line, width))].join(
    '\n',
  );
}

/** What the engine says of a message that a context has taken: it follows from the facts that come of it. */
const TAKEN = 'a message is taken';

/** Where the terminal is narrow, what happened stands below when and who. */
function entry(head: string, fact: Fact, details: boolean, width: number): string[] {
  const indent = width - head.length < 30 ? 4 : head.length + MARGIN.length;
  const room = Math.max(width - indent, 10);
  const said = details ? '' : aboutText(fact.details, fact.at);
  const [first, ...more] = wrapped(`${titleOf(fact)}${said && `: ${said}`}`, room);
  const below = details
    ? detailLines(fact.details, fact.at).flatMap((line) => wrapped(line, room - 2).map((part) => `  ${part}`))
    : [];
  const [beside, under] = indent === 4 ? [head.slice(0, width), [first!, ...more]] : [`${head}${MARGIN}${first}`, more];
  return [beside.trimEnd(), ...[...under, ...below].map((line) => ' '.repeat(indent) + line)];
}

/** Of an event it is the name of its type. */
const titleOf = ({ kind, what }: Fact): string => plain(kind === 'event' ? what.replaceAll('-', ' ') : what);

/** Broken between words; a word that is longer than the room is cut. */
function wrapped(text: string, room: number): string[] {
  const words = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? ['']);
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1)!;
    if (line && line.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}
