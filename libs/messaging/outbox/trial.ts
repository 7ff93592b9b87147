import type { LoopConnection } from '../inbox/loop-connection.js';
import { tryWrite } from './trial-sql.js';
import type { WriteHealth } from '../work/write-health.js';

/** Between two trial writes. */
const EVERY_MS = 500;

/** Finds out by a trial write whether the context can write, when a write has failed. */
export class Trial {
  private triedAt = -Infinity;
  private readonly tryWrite: ReturnType<typeof tryWrite>;

  /** @param tables  of the context itself */
  constructor(
    private readonly connection: LoopConnection,
    private readonly health: WriteHealth,
    tables: readonly string[],
  ) {
    this.tryWrite = tryWrite(tables);
  }

  /**
   * False when it failed. True when there is no doubt, or none any more, and when it is too soon to try again.
   *
   * @param wakeIn  asks to be called again
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
