import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Engine, HOST, type Host } from '#libs/messaging';
import { Projector } from '#libs/projections';
import { orderDocuments } from './order-documents.projection.js';
import { SearchStores } from './search-stores.js';

/** Feeds each store as long as the context runs. */
@Injectable()
export class OrderProjectors implements OnModuleInit {
  constructor(
    private readonly stores: SearchStores,
    private readonly engine: Engine,
    @Inject(HOST) private readonly host: Host,
  ) {}

  onModuleInit(): void {
    const { context, companions } = this.engine;
    const shared = { projection: orderDocuments, context, url: this.host.urlOf(context), holder: this.host.process };
    for (const store of this.stores.inOrder)
      companions.push(new Projector({ ...shared, store, rate: this.stores.rate }));
  }
}
