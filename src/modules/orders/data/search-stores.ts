import { Inject, Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { Engine, HOST, type Host } from '#libs/messaging';
import type { OrderDocuments } from '../ports/order-documents.js';
import { searchConfig } from './search.config.js';
import { storesFor, type StoresGiven } from './stores-for.js';

/** Where orders are searched, as configured: each is fed, and the first that answers is asked. */
@Injectable()
export class SearchStores {
  /** Of the environment and the process: plain data, which the projectors' thread is given, too. */
  readonly given: StoresGiven;
  readonly inOrder: readonly OrderDocuments[];

  constructor(@Inject(HOST) host: Host, { context, dataSource }: Engine) {
    const { CLEAVE_MONGO_URL, CLEAVE_SEARCH_FALLBACK } = Config.read([searchConfig]).get(searchConfig);
    this.given = {
      url: host.urlOf(context),
      mongoUrl: CLEAVE_MONGO_URL,
      isInPostgres: !CLEAVE_MONGO_URL || CLEAVE_SEARCH_FALLBACK === 'postgres',
    };
    this.inOrder = storesFor(this.given, dataSource);
  }
}
