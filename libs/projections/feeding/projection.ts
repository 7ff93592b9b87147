import type { Document } from './documents.js';

/** Asks the context's database; all questions of one call see the same state of it. */
export type Ask = <R>(sql: string, values: readonly (string | number | null)[]) => Promise<readonly R[]>;

/** Documents that are computed from streams and from copies of names, and kept in a store. */
export interface Projection<D extends Document> {
  /** Names it in tables, commands and metrics. */
  readonly name: string;
  /** The version of the documents' form. A process feeds copies of this form and of older ones; a new form needs a rebuild. */
  readonly shape: number;
  /** The stream that begins every document: `order` for `order-<id>`. */
  readonly root: string;
  /** All streams whose events change the document with their id, the root among them. */
  readonly streams: readonly string[];
  /** Tables with the columns `tx` and a key, each row of which gives documents a name. */
  readonly names: readonly { readonly table: string; readonly key: string }[];
  /** The documents as the streams say now. Ids without a stream are left out. */
  build(ask: Ask, ids: readonly string[]): Promise<readonly D[]>;
}
