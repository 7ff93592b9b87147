import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '#libs/config';
import { Bus, type Closed, Engine, traceparent } from '#libs/messaging';
import { GetProviderBacklog } from '#shared/contracts/payments';
import { admissionConfig } from './admission.config.js';

const EVERY_MS = 2_000;
/** What payments has said is believed for so long; when payments itself is away, its lane says so. */
const BELIEVED_MS = 5 * EVERY_MS;
const [LEAST_PAUSE_MS, MOST_PAUSE_MS] = [1_000, 30_000];

/**
 * Refuses new orders while the payment provider is away and more waits for it than may. Payments is asked every two seconds, and only
 * while orders are under way: without any, nothing of ours waits there.
 */
@Injectable()
export class PaymentsBacklog implements OnApplicationBootstrap {
  private readonly mostMs: number;
  private worthMs = 0;
  private saidAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly bus: Bus<'orders'>,
    private readonly engine: Engine,
  ) {
    this.mostMs = Config.read([admissionConfig]).get(admissionConfig).CLEAVE_MOST_PAYMENT_BACKLOG_MS;
  }

  onApplicationBootstrap(): void {
    this.engine.closings.push(() => this.closed());
    this.engine.companions.push({
      start: () => void (this.timer = setInterval(() => void this.look(), EVERY_MS).unref()),
      drain: async () => {
        clearInterval(this.timer);
        await this.asking;
      },
    });
  }

  /** Asks payments, unless nothing is under way or the last question has not been answered. */
  look(): Promise<void> {
    if (!this.engine.relay.workload.underWay) return Promise.resolve();
    return (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
  }

  /** Silence is no answer: what was said before counts until it is too old. */
  private async ask(): Promise<void> {
    try {
      const how = { deadlineMs: EVERY_MS, patience: 'none', traceparent: traceparent() } as const;
      const { worthMs } = await this.bus.request(new GetProviderBacklog({}), how);
      this.worthMs = worthMs ?? 0;
      this.saidAt = performance.now();
    } catch {
      // payments is away, or of a release that does not know the question
    }
  }

  private closed(): Closed | undefined {
    const tooMuchMs = this.worthMs - this.mostMs;
    if (!this.engine.relay.workload.underWay) return undefined; // what was said before is over
    if (tooMuchMs <= 0 || performance.now() - this.saidAt > BELIEVED_MS) return undefined;
    return {
      why: `charges that take ${Math.round(this.worthMs / 1_000)} s wait for the payment provider`,
      retryAfterMs: Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, tooMuchMs)),
    };
  }
}
