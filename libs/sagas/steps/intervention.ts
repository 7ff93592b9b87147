/**
 * What people say to a saga. Interventions are facts like any other: given to `advance`, recorded in the journal,
 * ignored when they come too late or twice.
 */
export type Intervention = Abort | Retry | Skip | Force;

export class Abort {
  constructor(readonly reason: string) {}
}
export class Retry {
  constructor(
    readonly step: string,
    readonly by: string,
  ) {}
}
export class Skip {
  constructor(
    readonly step: string,
    readonly reason: string,
    readonly by: string,
  ) {}
}
export class Force {
  constructor(
    readonly step: string,
    readonly reason: string,
    readonly by: string,
  ) {}
}

/** Takes the saga back from outside, such as a customer's cancellation. Too late after the point of no return. */
export const abort = (reason: string): Abort => new Abort(reason);

/** An operator asks a parked or skipped undo again. */
export const retry = (step: string, by: string): Retry => new Retry(step, by);

/** An operator lets the other undos go first. The step stays open, and so does the saga: something may still be held. */
export const skip = (step: string, reason: string, by: string): Skip => new Skip(step, reason, by);

/** An operator vouches that nothing of the step is held any more, as when money was given back by hand. It counts as undone. */
export const force = (step: string, reason: string, by: string): Force => new Force(step, reason, by);
