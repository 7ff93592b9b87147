/**
 * What customers and operators tell a saga. Interventions are ordinary facts: given to `advance`, recorded in the journal, ignored
 * when they come too late or twice.
 */
export type Intervention = Abort | Retry | Skip | Force;

export class Abort {
  constructor(readonly reason: string) {}
}
export class Retry {
  constructor(
    readonly step: string,
    readonly reason: string,
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

/** Aborts the saga, such as a customer's cancellation: all steps are undone. Too late after the point of no return. */
export const abort = (reason: string): Abort => new Abort(reason);

/** An operator sends a parked or skipped undo again. */
export const retry = (step: string, reason: string, by: string): Retry => new Retry(step, reason, by);

/** An operator lets the other undos run first. The step, and so the saga, stays open, since the step may still have an effect. */
export const skip = (step: string, reason: string, by: string): Skip => new Skip(step, reason, by);

/** An operator confirms that the step has no effect any more, as when money was refunded by hand. It counts as undone. */
export const force = (step: string, reason: string, by: string): Force => new Force(step, reason, by);
