import { Logger } from '@nestjs/common';
import { FoldedLog } from '#libs/logging';
import type { Companion } from './engine.js';

/** While there is more to do, a round begins after this share of the interval. */
const SOONER = 0.1;

/**
 * Does something of a context again and again as long as it runs, one round after the other. A round that fails is said in the log and
 * tried again after the interval.
 */
export class Rounds implements Companion {
  private readonly folded: FoldedLog;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> | undefined;
  private isOpen = false;

  /**
   * @param name     of the part of the log
   * @param everyMs  the interval between two rounds; 0: there are none
   * @param round    resolves with true when there is more to do than it has done
   */
  constructor(
    name: string,
    private readonly everyMs: number,
    private readonly round: () => Promise<boolean>,
  ) {
    const logger = new Logger(name);
    this.folded = new FoldedLog((line) => logger.warn(line));
  }

  start(): void {
    this.isOpen = this.everyMs > 0;
    this.waitFor(this.everyMs);
  }

  /** Waits for the round that runs. */
  async drain(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.timer);
    await this.running;
  }

  private waitFor(ms: number): void {
    if (!this.isOpen) return;
    this.timer = setTimeout(() => {
      this.running = this.once();
    }, ms).unref();
  }

  /** Never rejects. */
  private async once(): Promise<void> {
    try {
      const hasMore = await this.round();
      this.folded.over('round');
      this.waitFor(hasMore ? this.everyMs * SOONER : this.everyMs);
    } catch (error) {
      this.folded.happened('round', `a round has failed and is tried again: ${(error as Error).message}`);
      this.waitFor(this.everyMs);
    }
  }
}
