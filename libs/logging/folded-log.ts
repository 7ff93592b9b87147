import type { Fields } from './fields.js';
import { Repetitions, type Line } from './repetitions.js';

const LOOK_MS = 5_000;

/**
 * Reduces a repeated event to few log lines: one at the beginning, one a minute with a count, one at the end.
 *
 *     private readonly repeated = new FoldedLog((text, fields) => this.logger.warn(text, fields));
 *     …
 *     catch (error) { this.repeated.happened('sweep', `the sweep waits: ${error.message}`, { key }); }
 *     …
 *     this.repeated.over('sweep'); // after each success; costs nothing while nothing is wrong
 *
 * The kind must be a fixed name, never user input. Without `over`, a kind ends after a minute without events.
 */
export class FoldedLog {
  private readonly repetitions: Repetitions;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param most   lines a minute per kind; further ones are counted
   * @param clock  a monotonic clock in milliseconds
   */
  constructor(
    private readonly write: (text: string, fields?: Fields) => void,
    most = 1,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.repetitions = new Repetitions(most);
  }

  happened(kind: string, text: string, fields?: Fields): void {
    this.say(this.repetitions.happened(kind, { text, fields }, this.clock()));
    this.timer ??= setInterval(() => this.look(), LOOK_MS).unref();
  }

  over(kind: string): void {
    if (!this.repetitions.isEmpty) this.say(this.repetitions.over(kind, this.clock()));
  }

  private look(): void {
    for (const line of this.repetitions.due(this.clock())) this.say(line);
    if (!this.repetitions.isEmpty) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private say(line: Line | undefined): void {
    if (line) this.write(line.text, line.fields);
  }
}
