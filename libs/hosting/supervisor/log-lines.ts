import type { Readable, Writable } from 'node:stream';

/** A program that never ends its line must not fill our memory. */
const LONGEST_LINE = 16_384;
const COLOURS = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

/** Puts the name of its process before every line, in a colour of its own where a person looks. */
export class LogLines {
  private readonly labels: ReadonlyMap<string, string>;

  constructor(names: readonly string[], isPlain: boolean) {
    const width = Math.max(...names.map((name) => name.length));
    const labelled = names.map((name, n) => {
      const text = `${name.padStart(width)} |`;
      return [name, isPlain ? text : `\x1b[${COLOURS[n % COLOURS.length]}m${text}\x1b[0m`] as const;
    });
    this.labels = new Map(labelled);
  }

  say(name: string, line: string, to: Writable): void {
    if (line.trim()) to.write(`${this.labels.get(name)} ${line}\n`);
  }

  /** Passes on what comes, line by line. */
  follow(name: string, from: Readable, to: Writable): void {
    let rest = '';
    from.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop()!;
      for (; rest.length > LONGEST_LINE; rest = rest.slice(LONGEST_LINE)) lines.push(rest.slice(0, LONGEST_LINE));
      for (const line of lines) this.say(name, line, to);
    });
    from.on('end', () => this.say(name, rest, to));
  }
}

export const isForColours = ({ isTTY }: { readonly isTTY?: boolean }, { NO_COLOR }: NodeJS.ProcessEnv): boolean =>
  isTTY === true && !NO_COLOR;
