import { recordLine, type LogFormat } from '#libs/logging';
import type { Readable, Writable } from 'node:stream';

/** Limits the memory for a line that has no end. */
const LONGEST_LINE = 16_384;
const COLOURS = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

/**
 * Puts the name of its process before every line, on a terminal in a colour of its own. In a JSON log the name becomes a field, and lines
 * that are not JSON, such as a crash report of Node, become records.
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

  say(name: string, line: string, to: Writable): void {
    if (!line.trim()) return;
    to.write(`${this.format === 'json' ? recordOf(name, line) : `${this.labelOf(name)} ${line}`}\n`);
  }

  /** Copies a stream line by line. */
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
  if (!line.startsWith('{')) return recordLine({ level: 'log', context: 'cleave', message: line }, { process });
  return `{"process":${JSON.stringify(process)},${line.slice(1)}`;
}
