import type { Logger } from '@nestjs/common';
import { FoldedLog } from '#libs/logging';

/** Refused connections and calls since the start, counted by kind; the number of log lines is limited. */
export class Refusals {
  private readonly counted = new Map<string, number>();
  private readonly log: FoldedLog;

  constructor(logger: Pick<Logger, 'warn'>) {
    this.log = new FoldedLog((line) => logger.warn(line));
  }

  /**
   * @param kind  a fixed name such as `forged`
   * @param text  what was refused, and where it came from
   */
  refused(kind: string, text: string): void {
    this.counted.set(kind, (this.counted.get(kind) ?? 0) + 1);
    this.log.happened(kind, text);
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counted);
  }
}
