import { MOST_ITEMS } from '../inbox/queue.js';
import type { Workload } from './workload.js';

/** A command for a context that is needed has waited for so long: it is away, or far too slow. */
const MOST_WAITED_MS = 5_000;
/** Nobody knows when an absent one will be back: as long again as it has been away, and no longer than this. */
const MOST_AWAY_MS = 30_000;
const LEAST_PAUSE_MS = 1_000;

/** Why no command is accepted now, and when there may be room. */
export interface Closed {
  readonly why: string;
  readonly retryAfterMs: number;
}

/** A way to a context without which nothing that is accepted can be done. */
interface NeededWay {
  readonly receiver: string;
  /** How long the oldest message to it has waited, or how long it has been away. */
  readonly waitedMs: number;
}

interface AdmissionParts {
  readonly workload: Workload;
  /** Why the outbox has no room for more. */
  readonly overload: () => string | undefined;
  /** Within which time a command is to be done, with all that follows from it, in milliseconds; undefined: nothing is promised. */
  readonly withinMs?: number;
  readonly needs: readonly NeededWay[];
}

/**
 * Lets in as many commands as will be done in time, and no more: what is refused at once can be tried again, what is accepted
 * too late was work for nothing (docs/adr/0014-admission.md).
 */
export class Admission {
  constructor(private readonly parts: AdmissionParts) {}

  /** Undefined: it is let in, and `leave` must follow. */
  enter(): Closed | undefined {
    const { workload } = this.parts;
    const closed = this.closed();
    if (closed) workload.refuse();
    else workload.begin();
    return closed;
  }

  /** It was answered; timers that it has set are still under way. */
  leave(): void {
    this.parts.workload.end();
  }

  private closed(): Closed | undefined {
    const why = this.parts.overload();
    if (why) return { why, retryAfterMs: LEAST_PAUSE_MS };
    return this.parts.withinMs === undefined ? undefined : (this.absent() ?? this.late(this.parts.withinMs));
  }

  private absent(): Closed | undefined {
    const way = this.parts.needs.find(({ waitedMs }) => waitedMs > MOST_WAITED_MS);
    if (!way) return undefined;
    const { receiver, waitedMs } = way;
    return {
      why: `commands wait ${Math.round(waitedMs)} ms for ${receiver}`,
      retryAfterMs: Math.min(MOST_AWAY_MS, waitedMs),
    };
  }

  /** More is under way than ends in time at the rate of the last seconds, and the oldest of it shows that it does not. */
  private late(withinMs: number): Closed | undefined {
    const { workload } = this.parts;
    const { underWay } = workload;
    if (underWay <= MOST_ITEMS) return undefined; // a batch takes them all
    const { perSecond, oldestMs, refusedLately } = workload;
    const room = Math.max(MOST_ITEMS, (perSecond * withinMs) / 1_000);
    if (underWay <= room || oldestMs <= withinMs / 2) return undefined;
    const ahead = underWay - room + refusedLately; // those who were refused come again
    const pauseMs = (ahead / Math.max(1, perSecond)) * 1_000;
    return {
      why: `${underWay} commands are under way, and ${Math.round(perSecond)} a second end`,
      retryAfterMs: Math.min(MOST_AWAY_MS, Math.max(LEAST_PAUSE_MS, pauseMs)),
    };
  }
}
