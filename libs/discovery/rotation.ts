import type { Instance } from './discovery.js';

export interface RotationOptions {
  /** Those that there are now. */
  readonly instances: () => readonly Instance[];
  /** How much it has to do at the moment; the one with the least is next. */
  readonly loadOf: (instance: Instance) => number;
  /** Asks one that is out whether it is back. Rejects when it is not; bounded in time. */
  readonly probe: (instance: Instance) => Promise<unknown>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

interface Absence {
  pauseMs: number;
  timer: NodeJS.Timeout;
}

/**
 * Which of several instances gets the next call. The least busy one: round robin would give one that has stopped its full share
 * until it is found out. One that does not answer leaves, and is asked with a growing, jittered pause until it is back.
 */
export class Rotation {
  private readonly absent = new Map<string, Absence>();
  private turn = 0;
  private isClosed = false;

  constructor(private readonly options: RotationOptions) {}

  /**
   * The next to try beside those that were tried; undefined: there is none. When all are out, they are offered all the same: a call
   * finds out sooner than the next probe.
   */
  next(tried: ReadonlySet<string> = NONE): Instance | undefined {
    const left = this.options.instances().filter(({ id }) => !tried.has(id));
    const present = left.filter(({ id }) => !this.absent.has(id));
    const all = present.length ? present : left;
    if (all.length < 2) return all[0];
    const start = this.turn++ % all.length;
    const inTurn = [...all.slice(start), ...all.slice(0, start)];
    return inTurn.reduce((best, one) => (this.options.loadOf(one) < this.options.loadOf(best) ? one : best));
  }

  /** It does not answer: it is out until a probe or a call says otherwise. True when it was not out before. */
  failed(instance: Instance): boolean {
    if (this.isClosed || this.absent.has(instance.id)) return false;
    this.wait(instance, FIRST_PAUSE_MS);
    return true;
  }

  answered({ id }: Instance): void {
    if (!this.absent.size) return;
    clearTimeout(this.absent.get(id)?.timer);
    this.absent.delete(id);
  }

  close(): void {
    this.isClosed = true;
    for (const { timer } of this.absent.values()) clearTimeout(timer);
    this.absent.clear();
  }

  private wait(instance: Instance, pauseMs: number): void {
    const timer = setTimeout(() => void this.ask(instance), pauseMs * (0.5 + Math.random() / 2)).unref();
    this.absent.set(instance.id, { pauseMs, timer });
  }

  private async ask(instance: Instance): Promise<void> {
    const isBack = await this.options.probe(instance).then(
      () => true,
      () => false,
    );
    const absence = this.absent.get(instance.id);
    if (!absence) return; // a call was faster, or all is over
    const isKnown = this.options.instances().some(({ id }) => id === instance.id);
    if (isBack || !isKnown) this.absent.delete(instance.id);
    else this.wait(instance, Math.min(LONGEST_PAUSE_MS, absence.pauseMs * 2));
  }
}

const NONE: ReadonlySet<string> = new Set();
