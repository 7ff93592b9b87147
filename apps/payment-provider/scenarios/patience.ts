import { setTimeout as pause } from 'node:timers/promises';
import type { Books } from '../ledger/books.js';
import { scenarioOf } from './scenario.js';

/** For how long a request is held open that is not answered; nobody waits that long. */
const HOLD_MS = 120_000;

/** How long the answers about a payment intent are held back, by its scenario. What is waited for ends when the caller leaves. */
export class Patience {
  constructor(
    private readonly books: Books,
    private readonly settings: { readonly silenceMs: number; readonly slowMs: number },
  ) {}

  /** Once, after the money was taken. */
  async beforeCharged(intent: string | undefined, signal: AbortSignal): Promise<void> {
    if (this.answerOf(intent) === 'slow') await pause(this.settings.slowMs, undefined, { signal });
  }

  /** Every time. */
  async beforeTelling(intent: string | undefined, signal: AbortSignal): Promise<void> {
    const chargedAt = intent === undefined ? undefined : this.books.chargedAtOf(intent);
    if (chargedAt === undefined || this.answerOf(intent) !== 'silent') return;
    const restMs = chargedAt + this.settings.silenceMs - Date.now();
    if (restMs > HOLD_MS) await this.forever(signal);
    if (restMs > 0) await pause(restMs, undefined, { signal });
  }

  /** Rejects when the caller has left, or has waited longer than anybody does. */
  async forever(signal: AbortSignal): Promise<never> {
    await pause(HOLD_MS, undefined, { signal });
    throw new Error('held for too long');
  }

  private answerOf(intent: string | undefined) {
    return intent === undefined ? 'prompt' : scenarioOf(this.books.methodOf(intent)).answer;
  }
}
