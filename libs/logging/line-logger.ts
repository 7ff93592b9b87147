import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { failureOf, framesOf, oneLine } from './line.js';

const LEVELS: readonly LogLevel[] = ['debug', 'log', 'warn', 'error', 'fatal'];
/** What Nest says of itself while it starts: some hundred lines about modules and routes, for who debugs it. */
const FRAMEWORK = /^(Nest\w+|InstanceLoader|RouterExplorer|RoutesResolver|LegacyRouteConverter|\w*Module)$/;

/** Nest's console logger, one line for each record: whatever is logged, by whomever, passes `oneLine`. */
export class LineLogger extends ConsoleLogger {
  /** @param least  the least important level that is written */
  constructor(least: LogLevel) {
    super({ logLevels: LEVELS.slice(LEVELS.indexOf(least)), timestamp: false });
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
    super.printMessages(
      messages.map((message) => this.lineOf(message) + frames),
      context,
      level,
      stream,
    );
  }

  /** It is a part of the line. */
  protected override printStackTrace(): void {}

  private lineOf(message: unknown): string {
    if (typeof message === 'string') return oneLine(message);
    if (message instanceof Error) return oneLine(failureOf(message));
    return oneLine(String(super.stringifyMessage(message, 'debug')));
  }
}
