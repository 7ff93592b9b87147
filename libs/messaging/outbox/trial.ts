import type { LoopConnection } from '../inbox/loop-connection.js';
import { tryWrite } from './trial-sql.js';
import type { WriteHealth } from '../work/write-health.js';

/** Pause between two test writes. */
const EVERY_MS = 500;

/** After a failed write, finds out by a test write whether the context can write again. */
export class Trial {
  private triedAt = -Infinity;
  private readonly tryWrite: ReturnType<typeof tryWrite>;

  /** @param tables  the context's own tables */
  constructor(
    private readonly connection: LoopConnection,
    private readonly health: WriteHealth,
    tables: readonly string[],
  ) {
    this.tryWrite = tryWrite(tables);
  }

  /**
   * False when the test write failed. True when no write has failed since the last good one, and during the pause after a test.
   *
   * @param wakeIn  schedules the next call
   */
  async isPassed(wakeIn: (ms: number) => void): Promise<boolean> {
    if (!this.health.isInDoubt) return true;
    const soonMs = this.triedAt + EVERY_MS - performance.now();
    if (soonMs > 0) {
      wakeIn(soonMs);
      return true;
    }
    this.triedAt = performance.now();
    try {
      await this.tryWrite(await this.connection.open());
      this.health.proven();
      return true;
    } catch (error) {
      this.health.refuted(error);
      return false;
    }
  }
}
