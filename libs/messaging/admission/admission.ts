import { MOST_ITEMS } from '../inbox/queue.js';
import type { Workload } from './workload.js';

/** When a command to a required context has waited longer than this, that context is unreachable or far too slow. */
const MOST_WAITED_MS = 5_000;
/** The Retry-After for an unreachable context is the time it has been unreachable, at most this. */
const MOST_AWAY_MS = 30_000;
const LEAST_PAUSE_MS = 1_000;

/** Why no command is accepted now, and after which time a retry is useful. */
export interface Closed {
  readonly why: string;
  readonly retryAfterMs: number;
}

/** The lane to a context that every accepted command needs. */
interface NeededWay {
  readonly receiver: string;
  /** The age of the oldest message to it, or how long it has been unreachable. */
  readonly waitedMs: number;
}

interface AdmissionParts {
  readonly workload: Workload;
  /** Why the outbox can take no more; undefined: it can. */
  readonly overload: () => string | undefined;
  /** The time limit for a command and all that it causes, in milliseconds; undefined: no limit. */
  readonly withinMs?: number;
  readonly needs: readonly NeededWay[];
  /** Further reasons, of the context itself. @defaultValue none */
  readonly closings?: readonly (() => Closed | undefined)[];
}

/**
 * Admission control: accepts only as many commands as can be finished within the time limit. A command that is refused immediately
 * can be retried; one that is accepted and finished too late is wasted work (docs/adr/0014-admission.md).
 */
export class Admission {
  constructor(private readonly parts: AdmissionParts) {}

  /** Undefined: the command is accepted, and `leave` must be called. */
  enter(): Closed | undefined {
    const { workload } = this.parts;
    const closed = this.closed();
    if (closed) workload.refuse();
    else workload.begin();
    return closed;
  }

  /** The command was answered; its timers still count as work. */
  leave(): void {
    this.parts.workload.end();
  }

  private closed(): Closed | undefined {
    const why = this.parts.overload();
    if (why) return { why, retryAfterMs: LEAST_PAUSE_MS };
    for (const closing of this.parts.closings ?? []) {
      const closed = closing();
      if (closed) return closed;
    }
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

  /** Refuses when more work is accepted than the rate of the last seconds finishes in time, and the oldest work is late, too. */
  private late(withinMs: number): Closed | undefined {
    const { workload } = this.parts;
    const { underWay } = workload;
    if (underWay <= MOST_ITEMS) return undefined; // one batch can take them all
    const { perSecond, oldestMs, refusedLately } = workload;
    const room = Math.max(MOST_ITEMS, (perSecond * withinMs) / 1_000);
    if (underWay <= room || oldestMs <= withinMs / 2) return undefined;
    const ahead = underWay - room + refusedLately; // refused commands are retried
    const pauseMs = (ahead / Math.max(1, perSecond)) * 1_000;
    return {
      why: `${underWay} commands are under way, and ${Math.round(perSecond)} a second end`,
      retryAfterMs: Math.min(MOST_AWAY_MS, Math.max(LEAST_PAUSE_MS, pauseMs)),
    };
  }
}
