import type { Instance } from './discovery.js';

export interface RotationOptions {
  /** The current instances. */
  readonly instances: () => readonly Instance[];
  /** The current load of an instance; the one with the least is next. */
  readonly loadOf: (instance: Instance) => number;
  /** Checks whether an instance that is out answers again. Rejects when not; limited in time. */
  readonly probe: (instance: Instance) => Promise<unknown>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

interface Absence {
  pauseMs: number;
  timer: NodeJS.Timeout;
}

/**
 * Chooses the instance for the next call: the least busy one, since round robin would give a stopped one its full share until that is
 * noticed. An instance that does not answer is taken out and probed with exponential, jittered pauses until it answers.
 */
export class Rotation {
  private readonly absent = new Map<string, Absence>();
  private turn = 0;
  private isClosed = false;

  constructor(private readonly options: RotationOptions) {}

  /**
   * The next instance that was not tried; undefined: there is none. When all are out, they are returned all the same, since a call finds
   * out earlier than the next probe.
   */
  next(tried: ReadonlySet<string> = NONE): Instance | undefined {
    const left = this.options.instances().filter(({ id }) => !tried.has(id));
    const present = this.absent.size ? left.filter((instance) => !this.absent.has(placeOf(instance))) : left;
    const all = present.length ? present : left;
    if (all.length < 2) return all[0];
    const start = this.turn++ % all.length;
    const inTurn = [...all.slice(start), ...all.slice(0, start)];
    return inTurn.reduce((best, one) => (this.options.loadOf(one) < this.options.loadOf(best) ? one : best));
  }

  /** It does not answer and is out until a probe or a call succeeds. True when it was not out before. */
  failed(instance: Instance): boolean {
    if (this.isClosed || this.absent.has(placeOf(instance))) return false;
    this.wait(instance, FIRST_PAUSE_MS);
    return true;
  }

  answered(instance: Instance): void {
    if (!this.absent.size) return;
    clearTimeout(this.absent.get(placeOf(instance))?.timer);
    this.absent.delete(placeOf(instance));
  }

  close(): void {
    this.isClosed = true;
    for (const { timer } of this.absent.values()) clearTimeout(timer);
    this.absent.clear();
  }

  private wait(instance: Instance, pauseMs: number): void {
    const timer = setTimeout(() => void this.ask(instance), pauseMs * (0.5 + Math.random() / 2)).unref();
    this.absent.set(placeOf(instance), { pauseMs, timer });
  }

  private async ask(instance: Instance): Promise<void> {
    const place = placeOf(instance);
    const isKnown = this.options.instances().some((known) => placeOf(known) === place);
    const isBack = isKnown && (await this.options.probe(instance).then(TRUE, FALSE));
    const absence = this.absent.get(place);
    if (!absence) return; // a call was successful meanwhile, or the rotation is closed
    if (isBack || !isKnown) this.absent.delete(place);
    else this.wait(instance, Math.min(LONGEST_PAUSE_MS, absence.pauseMs * 2));
  }
}

/** One that is back at another address has not failed there. */
const placeOf = ({ id, host, port }: Instance): string => `${id} ${host}:${port}`;

const TRUE = (): boolean => true;
const FALSE = (): boolean => false;
const NONE: ReadonlySet<string> = new Set();
