import type { Logger } from '@nestjs/common';
import type { Row } from '#libs/database';
import { traceIdOf } from '#libs/logging';
import { metering } from '#libs/telemetry';
import type { Headers } from '../envelope.js';
import type { LoopConnection } from '../inbox/loop-connection.js';
import { died } from '../metrics/index.js';
import { givenUp } from '../spans/index.js';
import { openBundles } from './bundle-sql.js';
import type { Relay } from './relay.js';
import { settlementOf } from './settlement.js';
import { settleRows } from './sweep-sql.js';

/** Stores the receipts of messages that were not processed, and of those that were sent before without an answer. */
export class Settler {
  constructor(
    private readonly context: string,
    private readonly connection: LoopConnection,
    private readonly relay: Relay,
    private readonly retryMs: number,
    private readonly logger: Logger,
    private readonly wakeIn: (ms: number) => void,
  ) {}

  /** Rejects when the database is not reachable; nothing is stored then, and the next call does it. */
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
      for (const row of rows!) this.buried(row);
      if (dueInMs !== null) this.wakeIn(dueInMs as number);
    } catch (error) {
      this.relay.bundles.giveBack(opened);
      this.relay.returnUnfinished(unfinished);
      throw error;
    }
  }

  private buried(row: Row): void {
    const { id, type, key, headers, error } = row as Record<string, string>;
    givenUp(row);
    this.logger.error(`dead letter: ${type} is given up: ${error}`, { type, trace_id: traceIdIn(headers!), key, id });
    if (metering) died(this.context, type!);
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

/** Undefined when the headers cannot be parsed, which may be why the message failed. */
function traceIdIn(headers: string): string | undefined {
  try {
    return traceIdOf((JSON.parse(headers) as Partial<Headers>).traceparent);
  } catch {
    return undefined;
  }
}
