/** What a projection makes of one aggregate. */
export interface Document {
  /** Of the aggregate: a UUID in lower case. */
  readonly id: string;
  /** Grows with everything the document is made of, so that of two the larger one was read later. */
  readonly version: number;
}

/**
 * Where the copies of a projection are kept: a table or a collection for each copy, told apart by its number. A store is never the
 * truth: any copy may be lost, and is made again from the streams. Every call has a deadline of its own.
 */
export interface DocumentStore<D extends Document> {
  /** `postgres` or `mongodb`. */
  readonly name: string;
  exists(copy: number): Promise<boolean>;
  /** With its indexes. Does nothing where the copy is there already. */
  create(copy: number): Promise<void>;
  /** Does nothing where there is none. */
  drop(copy: number): Promise<void>;
  /** Writes each document unless the copy has it in this version or a later one. No id occurs twice. Durable when it resolves. */
  put(copy: number, documents: readonly D[]): Promise<void>;
  /** Documents with an id above `after`, by id, at most so many. */
  page(copy: number, after: string | undefined, most: number): Promise<readonly D[]>;
  /** Those of these that are there, in no particular order. */
  find(copy: number, ids: readonly string[]): Promise<readonly D[]>;
  /** How many there are, roughly: as the store's own statistics say. */
  count(copy: number): Promise<number>;
  /** Ids of documents that carry the name of one of these (rows of `Projection.names`) above `after`, by id, at most so many. */
  naming(copy: number, subjects: Subjects, after: string | undefined, most: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Rows of another context's data of which documents carry the names: their table here, and their keys. */
export interface Subjects {
  readonly table: string;
  readonly ids: readonly string[];
}
