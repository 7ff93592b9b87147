import type { Fact, Story } from './api/api.types.js';
import { aboutText, detailLines } from './details-text.js';
import { plain } from './table.js';
import { clock, day, duration } from './times.js';

export interface StoryOptions {
  /** Show all details of each fact, and the receipt of messages. */
  readonly details?: boolean;
  /** Width of the terminal in columns. */
  readonly width?: number;
}

/** Width of output that does not go to a terminal. */
const WIDTH = 100;
const MARGIN = '  ';
const AFTER = 'after'.length + 4;

/** A story as text: time, time since the first fact, context, and what happened. No line is wider than the terminal. */
export function storyText(id: string, { facts, traces, isWhole }: Story, options: StoryOptions = {}): string {
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
    ...tracesText(id, traces),
    ...(details ? [] : ['--details shows ids, messages and deadlines; --json shows all for programs.']),
  ];
  return [...wrapped(`Order ${plain(id)}`, width), ...lines, '', ...rest.flatMap((line) => wrapped(line, width))].join(
    '\n',
  );
}

/** Where its traces can be seen: by their URLs, or by the command that draws them. */
function tracesText(id: string, traces: Story['traces']): readonly string[] {
  const linked = traces.filter(({ url }) => url !== undefined).map(({ url }) => plain(`Trace: ${url}`));
  return linked.length || !traces.length ? linked : [plain(`Trace ${traces[0]!.id}: cleave trace ${id}`)];
}

/** The receipt of a message by a context; left out, since the facts that it causes show it. */
const TAKEN = 'a message is taken';

/** On a narrow terminal, what happened is printed below time and context. */
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

/** The kind of a fact; of an event the name of its type. */
const titleOf = ({ kind, what }: Fact): string => plain(kind === 'event' ? what.replaceAll('-', ' ') : what);

/** Wraps between words; a word that is longer than a line is cut. */
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
