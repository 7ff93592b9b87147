import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { isForColours } from './colours.js';
import { failureOf, framesOf, oneLine } from './line.js';
import { recordLine } from './record.js';

const LEVELS: readonly LogLevel[] = ['debug', 'log', 'warn', 'error', 'fatal'];
/** Nest's own log lines at start, some hundred about modules and routes; useful only for debugging. */
const FRAMEWORK = /^(Nest\w+|InstanceLoader|RouterExplorer|RoutesResolver|LegacyRouteConverter|\w*Module)$/;

export type LogFormat = 'text' | 'json';

/** Nest's console logger with one line per record: every text passes `oneLine`. */
export class LineLogger extends ConsoleLogger {
  /**
   * @param least   the least important level that is written
   * @param format  `text` for people, `json` for programs: an object per line
   */
  constructor(
    least: LogLevel,
    readonly format: LogFormat = 'text',
  ) {
    super({
      logLevels: LEVELS.slice(LEVELS.indexOf(least)),
      timestamp: false,
      colors: isForColours(process.stdout),
    });
  }

  override log(message: unknown, ...more: unknown[]): void {
    const context = more.at(-1);
    if (typeof context === 'string' && FRAMEWORK.test(context)) this.debug(message, ...more);
    else super.log(message, ...more);
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    level?: LogLevel,
    stream?: 'stdout' | 'stderr',
    stack?: unknown,
  ): void {
    const frames = typeof stack === 'string' ? framesOf(stack) : '';
    const lines = messages.map((message) => this.lineOf(message) + frames);
    if (this.format === 'text') return super.printMessages(lines, context, level, stream);
    for (const message of lines)
      process[stream ?? 'stdout'].write(`${recordLine({ level: level ?? 'log', context: context ?? '', message })}\n`);
  }

  /** Nothing to do: the stack is a part of the line. */
  protected override printStackTrace(): void {}

  private lineOf(message: unknown): string {
    if (typeof message === 'string') return oneLine(message);
    if (message instanceof Error) return oneLine(failureOf(message));
    return oneLine(String(super.stringifyMessage(message, 'debug')));
  }
}
