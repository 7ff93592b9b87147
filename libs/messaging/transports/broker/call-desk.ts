import type { Channels } from '#libs/keys';
import { Refusals } from '../proof/index.js';
import type { TransportName } from '../transport.js';
import type { CallClock } from './call-clock.js';
import { CallGuard } from './call-guard.js';
import { PendingCalls } from './pending-calls.js';

interface DeskOptions {
  /** Its name is part of every proof, so that a call over one broker is not valid over another. */
  readonly over: TransportName;
  /** Where this run of the process gets its answers now; answers to an earlier run have no receiver. */
  readonly answers: () => string;
  /** The keys between the contexts of this process and all others. */
  readonly channels: Channels;
  readonly clock: CallClock;
  readonly logger: { warn(line: string): void };
}

/** What all carriers and servers of a process share, over any broker. */
export class CallDesk {
  readonly pending: PendingCalls;
  /** Answers and calls that were refused, because their proof is missing or wrong, or because they are copies. */
  readonly refusals: Refusals;
  readonly guard: CallGuard;

  constructor(readonly options: DeskOptions) {
    const { over, channels, clock, logger } = options;
    this.pending = new PendingCalls(over);
    this.refusals = new Refusals(logger);
    this.guard = new CallGuard({ over, channels, clock, refusals: this.refusals });
  }

  /** Takes what was received where the answers of this process arrive. */
  hear(text: string): void {
    if (!this.pending.answered(text))
      this.refusals.refused('answer', 'refused: an answer that the context which was asked has not given');
  }
}
