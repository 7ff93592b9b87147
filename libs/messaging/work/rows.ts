/** A row as a decision sees it: a plain object with property names. */
export type Plain = Readonly<Record<string, unknown>>;

/** A stored row and the transaction that wrote it (xmin). Every change, also one by hand, changes xmin. */
export interface Stored {
  readonly row: Plain;
  /** A transaction id of 32 bits; 0: the row does not exist. */
  readonly xmin: number;
  /** Its update changes a column that few do. */
  readonly changesSeldom?: boolean;
}
/** A row of a view, and the version of the stream that it is computed from. */
export interface ViewRow {
  readonly row: Plain;
  readonly version: number;
}
/** The key of a row taken from memory, and the transaction that wrote it. */
export interface Seen {
  readonly key: readonly string[];
  readonly xmin: number;
}
