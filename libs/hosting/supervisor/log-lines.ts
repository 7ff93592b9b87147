import { recordLine, redacted, visible, type Destination, type LogFormat } from '#libs/logging';
import type { Readable } from 'node:stream';

/** Limits the memory for a line that has no end; a record is shorter. */
const LONGEST_LINE = 131_072;
const COLOURS = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

/** Colours, which the processes give to their lines. */
// oxlint-disable-next-line no-control-regex -- it is what begins one
const COLOUR = /(\u001b\[[\d;]{0,16}m)/;

/**
 * Puts the name of its process before every line, on a terminal in a colour of its own. Records pass through; in their format lines that
 * are none, such as a crash report of Node, become some. What a process has not written by its logger may hold anything, so it is redacted.
 */
export class LogLines {
  private readonly labels = new Map<string, string>();
  private readonly width: number;

  /** @param names  of the processes that are started first; further ones may follow */
  constructor(
    names: readonly string[],
    private readonly isPlain: boolean,
    private readonly format: LogFormat = 'text',
  ) {
    this.width = Math.max(...names.map((name) => name.length));
    names.forEach((name) => this.labelOf(name));
  }

  say(name: string, line: string, to: Destination): void {
    if (!line.trim()) return;
    to.write(`${this.format === 'json' ? recordOf(name, line) : `${this.labelOf(name)} ${this.textOf(line)}`}\n`);
  }

  /** Copies a stream line by line. */
  follow(name: string, from: Readable, to: Destination): void {
    let rest = '';
    from.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop()!;
      for (; rest.length > LONGEST_LINE; rest = rest.slice(LONGEST_LINE)) lines.push(rest.slice(0, LONGEST_LINE));
      for (const line of lines) this.say(name, line, to);
    });
    from.on('end', () => this.say(name, rest, to));
  }

  private textOf(line: string): string {
    const parts = redacted(line).split(this.isPlain ? /$^/ : COLOUR);
    return parts.map((part, n) => (n % 2 ? part : visible(part))).join('');
  }

  private labelOf(name: string): string {
    const known = this.labels.get(name);
    if (known) return known;
    const text = `${name.padStart(this.width)} |`;
    const colour = COLOURS[this.labels.size % COLOURS.length];
    const label = this.isPlain ? text : `\x1b[${colour}m${text}\x1b[0m`;
    this.labels.set(name, label);
    return label;
  }
}

function recordOf(process: string, line: string): string {
  return isRecord(line) ? line : recordLine('info', line, { process, context: 'cleave' });
}

/** What every record begins with, and an object to its end: half a line is none. */
function isRecord(line: string): boolean {
  if (!line.startsWith('{"level":')) return false;
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
