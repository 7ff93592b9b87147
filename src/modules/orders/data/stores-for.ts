import type { DataSource } from 'typeorm';
import { MongoDocuments } from '../adapters/mongo-documents/mongo-documents.js';
import { PostgresDocuments } from '../adapters/postgres-documents/postgres-documents.js';
import type { OrderDocuments } from '../ports/order-documents.js';

export interface StoresGiven {
  /** Of the context's database. */
  readonly url: string;
  readonly mongoUrl?: string;
  readonly isInPostgres: boolean;
}

/** The stores in the order in which they are asked. Without a pool of connections they can be fed and compared, but not searched. */
export const storesFor = (
  { url, mongoUrl, isInPostgres }: StoresGiven,
  pool?: DataSource,
): readonly OrderDocuments[] => [
  ...(mongoUrl ? [new MongoDocuments(mongoUrl)] : []),
  ...(isInPostgres ? [new PostgresDocuments(url, pool)] : []),
];
