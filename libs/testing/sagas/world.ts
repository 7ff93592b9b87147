import type { JournalState } from '#libs/sagas/steps';
import { progress } from '#libs/sagas/steps';
import type { Journal } from './journals.js';
import type { Mail } from './mail.js';
import type { Side } from './side.js';

/** Everything there is: the saga, the contexts on the other side, what is on its way between them, and what was told. */
export class World {
  constructor(
    readonly journal: Journal,
    /** How the other side of each step stands. */
    readonly sides: Readonly<Record<string, Side>>,
    readonly mail: Mail,
    /** What the saga has told its context. */
    readonly outcome?: 'passed' | 'ended',
  ) {}

  get state(): JournalState {
    return this.journal.state;
  }

  /** As the saga tells it: the name of a step, `compensating`, `compensation-failed` or `done`. */
  get progress(): string {
    return progress(this.state);
  }

  /** The other side of the step holds what was asked of it. */
  holds(step: string): boolean {
    return this.sides[step] === 'holding';
  }

  /** The other side of the step holds something, or may come to hold it by itself. */
  mayHold(step: string): boolean {
    return this.holds(step) || isUnsettled(this.sides[step]!);
  }

  /** Everything on its way has arrived at least once, and everything is settled. */
  get isQuiet(): boolean {
    return !this.mail.hasNew && !Object.values(this.sides).some(isUnsettled);
  }

  /** Nobody will wake the saga: it is not at its end, no person was asked, and no timer is running. */
  get isForgotten(): boolean {
    const isAwake = this.state.timer && this.mail.isNew('timer');
    return !isAwake && !['done', 'compensation-failed'].includes(this.progress);
  }

  /** The same for worlds that differ in nothing. */
  get key(): string {
    return `${this.journal.number} ${this.outcome} ${Object.values(this.sides).join(' ')} ${this.mail.marks}`;
  }

  with({
    journal = this.journal,
    sides = this.sides,
    mail = this.mail,
    outcome = this.outcome,
  }: Partial<World>): World {
    return new World(journal, sides, mail, outcome);
  }
}

const isUnsettled = (side: Side): boolean => side === 'unsettled' || side === 'unsettled-unwanted';
