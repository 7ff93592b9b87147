import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { effectsOf, Engine, HOST, type Host, waitingMessages } from '#libs/messaging';
import type { ReplyOf } from '#libs/messaging/contract';
import { gauge, metering, SlowReading } from '#libs/telemetry';
import type { GetProviderBacklog } from '#shared/contracts/payments';
import { CaptureCharge } from '../messages.js';
import { Pace } from './pace.js';

const WAITING = gauge(
  'cleave.payments.backlog',
  '{charge}',
  'Charges that wait for a provider that is away, up to 10,000.',
);
const WORTH = gauge(
  'cleave.payments.backlog.worth',
  's',
  'How long the provider will need for them, at its last rate.',
);
const NOTHING = { isAway: false, waiting: 0, worthMs: 0 } as const;
const EVERY_MS = 1_000;

type Standing = ReplyOf<GetProviderBacklog>;

/** What waits for the provider while it is away. Nothing is read as long as it answers. */
@Injectable()
export class ProviderBacklog implements OnApplicationBootstrap {
  readonly pace = new Pace();
  private readonly waiting = new SlowReading(
    () => waitingMessages(this.db, effectsOf('payments'), CaptureCharge.contract),
    EVERY_MS,
  );
  private last: Standing = NOTHING;

  constructor(
    private readonly db: DataSource,
    private readonly engine: Engine,
    @Inject(HOST) private readonly host: Host,
  ) {}

  onApplicationBootstrap(): void {
    this.engine.details['provider'] = () => this.shown();
    metering?.observe([WAITING, WORTH], async (tell) => {
      const { waiting, worthMs } = await this.standing();
      tell(WAITING, waiting);
      tell(WORTH, (worthMs ?? 0) / 1_000);
    });
  }

  /** Costs a query a second at most, and none while the provider answers. */
  async standing(): Promise<Standing> {
    if (!this.isAway) return (this.last = NOTHING);
    const waiting = (await this.waiting.latest()) ?? 0;
    return (this.last = { isAway: true, waiting, worthMs: this.pace.worthOf(waiting) ?? null });
  }

  /** What is known of it without a call. */
  private shown() {
    if (!this.isAway) return { status: 'answers' };
    const { waiting, worthMs } = this.last;
    return { status: 'degraded', why: 'the payment provider does not answer', waiting, worthMs };
  }

  /** Most of its calls fail: only trials are made. A call that it has answered, such as a refund that is pending, is none of those. */
  private get isAway(): boolean {
    return this.host.breakers
      .list()
      .some(({ name, state }) => name === CaptureCharge.contract.name && state !== 'closed');
  }
}
