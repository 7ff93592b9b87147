import type { Evidence } from './evidence.js';
import type { Stage, Traced } from './stage.js';

/** A kind of fault that our suites inject, and what an operator sees of it. */
export interface Fault {
  readonly fault: string;
  /** Which suites inject it, to show that nothing is lost by it. */
  readonly suites: readonly string[];
  /** Lets it happen in a running placement, and gives the order that it meets, when there is one; undefined: one of the suites does, and looks. */
  readonly strike?: (stage: Stage) => Promise<Traced | undefined | void>;
  /** Seen while it lasts. */
  readonly during?: readonly Evidence[];
  /** Ends it. */
  readonly heal?: (stage: Stage) => unknown;
  /** Seen when it is over. */
  readonly after?: readonly Evidence[];
  /** How the order ends. @defaultValue confirmed */
  readonly ends?: 'confirmed' | 'cancelled';
}
