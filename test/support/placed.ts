/** Where its contexts run; what `npm start --` takes. Nothing: all of them in one process. */
export interface Placed {
  /** A placement file. */
  readonly placement?: string;
  /** Contexts that are split off: `payments,inventory`. */
  readonly split?: string;
  /** In place of what the file says. */
  readonly transport?: string;
  readonly discovery?: string;
  /** Keeps traces in the supervisor. */
  readonly traces?: true;
}

/** As arguments of the supervisor. */
export const argumentsOf = (placed: Placed): readonly string[] =>
  Object.entries(placed).flatMap(([option, value]) => [`--${option}`, ...(value === true ? [] : [value])]);
