import type { Logger } from '@nestjs/common';
import type { LoopConnection } from '../inbox/loop-connection.js';
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
    try {
      const connection = await this.connection.open();
      const [rows] = await connection.flight([settleRows(unfinished.map((one) => settlementOf(one, this.retryMs)))]);
      const { due_in_ms: dueInMs } = rows!.pop()!;
      for (const { type, key, error } of rows!)
        this.logger.error(`dead letter: ${type as string} ${key as string}: ${error as string}`);
      if (dueInMs !== null) this.wakeIn(dueInMs as number);
    } catch (error) {
      this.relay.returnUnfinished(unfinished);
      throw error;
    }
  }

  private async finishAgain(): Promise<void> {
    const receipts = this.relay.againReceipts.takeAll();
    if (!receipts.length) return;
    try {
      await (await this.connection.open()).flight([this.relay.remove(receipts)]);
    } catch (error) {
      this.relay.againReceipts.giveBack(receipts);
      throw error;
    }
  }
}
