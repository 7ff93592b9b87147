import type { Logger } from '@nestjs/common';
import type { LoopConnection } from '../inbox/loop-connection.js';
import { openBundles } from './bundle-sql.js';
import type { Relay } from './relay.js';
import { settlementOf } from './settlement.js';
import { settleRows } from './sweep-sql.js';

/** Writes down what receivers said of messages that they did not take, and of those that were sent before without an answer. */
export class Settler {
  constructor(
    private readonly connection: LoopConnection,
    private readonly relay: Relay,
    private readonly retryMs: number,
    private readonly logger: Logger,
    private readonly wakeIn: (ms: number) => void,
  ) {}

  /** Rejects when the database cannot be asked; then it is all still to be done. */
  async settle(): Promise<void> {
    await this.finishAgain();
    const unfinished = this.relay.takeUnfinished();
    if (!unfinished.length) return;
    const theirs = new Set(unfinished.map(({ bundle }) => bundle));
    const opened = this.relay.bundles.takeToOpen((bundle) => theirs.has(bundle));
    try {
      const connection = await this.connection.open();
      const settle = settleRows(unfinished.map((one) => settlementOf(one, this.retryMs)));
      const rows = (await connection.flight([...(opened.length ? [openBundles(opened)] : []), settle])).at(-1);
      const { due_in_ms: dueInMs } = rows!.pop()!;
      for (const { type, key, error } of rows!)
        this.logger.error(`dead letter: ${type as string} ${key as string}: ${error as string}`);
      if (dueInMs !== null) this.wakeIn(dueInMs as number);
    } catch (error) {
      this.relay.bundles.giveBack(opened);
      this.relay.returnUnfinished(unfinished);
      throw error;
    }
  }

  private async finishAgain(): Promise<void> {
    const receipts = this.relay.againReceipts.takeAll();
    const calls = this.relay.remove(receipts);
    if (!calls.length) return;
    try {
      await (await this.connection.open()).flight(calls);
    } catch (error) {
      this.relay.againReceipts.giveBack(receipts);
      throw error;
    }
  }
}
