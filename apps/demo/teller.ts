import { styleText } from 'node:util';

const WIDTH = 100;
const CONTEXT = 15;
const MARGIN = 11;
const INDENT = MARGIN + CONTEXT;
const ROOM = WIDTH - INDENT;

export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints the progress of one order: a line per fact, with its context and the milliseconds since the start. */
export class Teller {
  private readonly began = performance.now();

  constructor(title: string) {
    say(`\n${styleText('bold', title)}`); // plain where the output is no terminal, and with NO_COLOR
  }

  get elapsedMs(): number {
    return Math.round(performance.now() - this.began);
  }

  tell(context: string, fact: string): void {
    const time = `${this.elapsedMs} ms`.padStart(MARGIN - 2).padEnd(MARGIN);
    const [first, ...more] = lines(fact);
    say(`${styleText('dim', time)}${styleText('cyan', context.padEnd(CONTEXT))}${first}`);
    for (const line of more) say(' '.repeat(INDENT) + line);
  }

  /** A fact as text for people. */
  quote(text: string): void {
    for (const line of lines(text, ROOM - 2)) say(' '.repeat(INDENT) + styleText('dim', `  ${line}`));
  }
}

/** Wraps between words, so that a line with its margin fits the width. */
export function lines(text: string, width = ROOM): string[] {
  const broken = [''];
  for (const word of text.split(/\s+/)) {
    const line = broken.at(-1)!;
    if (line && line.length + 1 + word.length > width) broken.push(word);
    else broken[broken.length - 1] = line ? `${line} ${word}` : word;
  }
  return broken;
}
