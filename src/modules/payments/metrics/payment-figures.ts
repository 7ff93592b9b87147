import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { effectsOf, failedKeys } from '#libs/messaging';
import { gauge, metering, SlowReading } from '#libs/telemetry';
import { CaptureCharge } from '../messages.js';

const UNKNOWN = gauge(
  'cleave.payments.unknown',
  '{payment}',
  'Payments of which the provider does not say whether they were made.',
);
const OLDEST = gauge('cleave.payment.unknown.oldest', 's', 'For how long the oldest of them has been unknown.');

interface Unknown {
  readonly payments: number;
  readonly oldestSeconds: number;
}

/** By primary key: an index on the status would be written twice for every payment. */
const SQL = `
  SELECT count(*)::integer AS payments, coalesce(greatest(0, extract(epoch FROM clock_timestamp() - min(since))), 0)::float8 AS "oldestSeconds"
  FROM payment WHERE status = 'unknown' AND order_id = ANY($1::uuid[])`;

/** What the metrics tell of payments. */
@Injectable()
export class PaymentFigures implements OnApplicationBootstrap {
  constructor(private readonly db: DataSource) {}

  onApplicationBootstrap(): void {
    const figures = new SlowReading(() => this.unknown());
    metering?.observe([UNKNOWN, OLDEST], async (tell) => {
      const known = await figures.latest();
      if (!known) return;
      tell(UNKNOWN, known.payments);
      tell(OLDEST, known.oldestSeconds);
    });
  }

  /** A call whose outcome is unknown waits in the outbox to be asked for again. */
  private async unknown(): Promise<Unknown> {
    const orders = await failedKeys(this.db, effectsOf('payments'), CaptureCharge.contract);
    const [row] = await this.db.query<Unknown[]>(SQL, [orders]);
    return row!;
  }
}
