import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '#libs/config';
import { CONTEXT, HOST, type ContextOptions, type Host } from '#libs/messaging';
import { MongoDocuments } from '../adapters/mongo-documents/index.js';
import { PostgresDocuments } from '../adapters/postgres-documents/index.js';
import type { OrderDocuments } from '../ports/order-documents.js';
import { searchConfig } from './search.config.js';

/** Where orders are searched, as configured: each is fed, and the first that answers is asked. */
@Injectable()
export class SearchStores {
  readonly inOrder: readonly OrderDocuments[];
  /** Documents a second that a copy is filled with at most. */
  readonly rate: number;

  constructor(@Inject(HOST) host: Host, @Inject(CONTEXT) { name }: ContextOptions, db: DataSource) {
    const { CLEAVE_MONGO_URL, CLEAVE_SEARCH_FALLBACK, CLEAVE_PROJECTION_RATE } = Config.read([searchConfig]).get(
      searchConfig,
    );
    const mongo = CLEAVE_MONGO_URL ? [new MongoDocuments(CLEAVE_MONGO_URL)] : [];
    const isInPostgres = !CLEAVE_MONGO_URL || CLEAVE_SEARCH_FALLBACK === 'postgres';
    this.inOrder = [...mongo, ...(isInPostgres ? [new PostgresDocuments(host.urlOf(name), db)] : [])];
    this.rate = CLEAVE_PROJECTION_RATE;
  }
}
