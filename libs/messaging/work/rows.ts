/** A row as a decision sees it: plain, keyed by property. */
export type Plain = Readonly<Record<string, unknown>>;

/** A row as it is stored, and the transaction that wrote it: whoever changes the row, by hand too, changes its xmin. */
export interface Stored {
  readonly row: Plain;
  /** A transaction id of 32 bits; 0: there is no such row. */
  readonly xmin: number;
}
/** A row of a view, and the version of the stream that it follows from. */
export interface ViewRow {
  readonly row: Plain;
  readonly version: number;
}
/** The key of a row that was remembered, and the transaction that wrote it. */
export interface Seen {
  readonly key: readonly string[];
  readonly xmin: number;
}
