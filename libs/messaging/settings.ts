import { z } from 'zod';
import { section, type Config } from '#libs/config';

const ms = (value: number, about: string) => z.coerce.number().int().positive().default(value).describe(about);

export const messagingConfig = section('messaging', {
  CLEAVE_LEASE_MS: ms(
    10_000,
    'How long a sent message waits for its receipt before it is sent again, in milliseconds; also the deadline of a frame.',
  ),
  CLEAVE_EFFECT_LEASE_MS: ms(30_000, 'The same for calls of external systems.'),
  CLEAVE_EFFECT_DEADLINE_MS: ms(10_000, 'How long one call of an external system may take, in milliseconds.'),
  CLEAVE_REQUEST_DEADLINE_MS: ms(5_000, 'How long a caller waits for a reply by default, in milliseconds.'),
  CLEAVE_RETRY_MS: ms(
    500,
    'The first pause before a failed message is tried again; it doubles with every failure, up to 10 minutes.',
  ),
  CLEAVE_TIMER_SCALE: z.coerce
    .number()
    .positive()
    .default(1)
    .describe('Factor on every timer of a saga; tests shorten them.'),
  CLEAVE_REPLY_KEEP_MS: ms(86_400_000, 'How long the reply under an Idempotency-Key is kept, in milliseconds.'),
  CLEAVE_MESSAGE_LOG: z.stringbool().default(false).describe('One line per message on stdout; for development.'),
});

/** Far longer than any transaction may take. */
const SWEEP_LAG_MS = 60_000;

/** The settings of messaging; times in milliseconds. */
export interface MessagingSettings {
  readonly leaseMs: number;
  readonly effectLeaseMs: number;
  readonly effectDeadlineMs: number;
  readonly requestDeadlineMs: number;
  readonly retryMs: number;
  readonly timerScale: number;
  readonly replyKeepMs: number;
  readonly logMessages: boolean;
  /** How far back the sweep scans; earlier sweeps have seen older rows, unless their commit was slow. Once per such period it scans all. */
  readonly sweepLagMs: number;
}

export function messagingSettings(config: Config): MessagingSettings {
  const values = config.get(messagingConfig);
  return {
    leaseMs: values.CLEAVE_LEASE_MS,
    effectLeaseMs: values.CLEAVE_EFFECT_LEASE_MS,
    effectDeadlineMs: values.CLEAVE_EFFECT_DEADLINE_MS,
    requestDeadlineMs: values.CLEAVE_REQUEST_DEADLINE_MS,
    retryMs: values.CLEAVE_RETRY_MS,
    timerScale: values.CLEAVE_TIMER_SCALE,
    replyKeepMs: values.CLEAVE_REPLY_KEEP_MS,
    logMessages: values.CLEAVE_MESSAGE_LOG,
    sweepLagMs: SWEEP_LAG_MS,
  };
}
