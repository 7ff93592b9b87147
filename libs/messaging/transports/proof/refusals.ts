import type { Logger } from '@nestjs/common';
import { FoldedLog } from '#libs/logging';

/** What was refused since the start, by kind: counted each time, and told in few lines however often it is tried. */
export class Refusals {
  private readonly counted = new Map<string, number>();
  private readonly log: FoldedLog;

  constructor(logger: Pick<Logger, 'warn'>) {
    this.log = new FoldedLog((line) => logger.warn(line));
  }

  /**
   * @param kind  a name that the program gives, such as `forged`
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
