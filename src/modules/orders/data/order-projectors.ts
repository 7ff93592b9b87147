import { extname } from 'node:path';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Config } from '#libs/config';
import { Engine, HOST, type Companion, type Host } from '#libs/messaging';
import { ProjectorThread, type ProjectorNews } from '#libs/projections';
import { ProjectionFigures } from '../metrics/projection-figures.js';
import { projectorsFor, type ProjectorsGiven } from './projectors-for.js';
import { searchConfig } from './search.config.js';
import { SearchStores } from './search-stores.js';

/** Feeds each store as long as the context runs. */
@Injectable()
export class OrderProjectors implements OnModuleInit {
  private readonly logger = new Logger('orders projections');

  constructor(
    private readonly stores: SearchStores,
    private readonly engine: Engine,
    private readonly figures: ProjectionFigures,
    @Inject(HOST) private readonly host: Host,
  ) {}

  onModuleInit(): void {
    const { context } = this.engine;
    const rate = Config.read([searchConfig]).get(searchConfig).CLEAVE_PROJECTION_RATE;
    const given: ProjectorsGiven = { ...this.stores.given, context, holder: this.host.process, rate };
    this.engine.companions.push(
      ...(this.host.hasThreads ? [new ProjectorThread(THREAD, given, this.news)] : projectorsFor(given, this.news)),
      this.closing,
    );
  }

  private readonly news: ProjectorNews = {
    log: (sentence) => this.logger.log(sentence),
    warn: (sentence) => this.logger.warn(sentence),
    wrote: (store, documents) => this.figures.wrote(store, documents),
    waits: (store, why) => this.figures.waits(store, why),
  };

  /** The stores that searches and comparisons use. */
  private readonly closing: Companion = {
    start: () => undefined,
    drain: async () => void (await Promise.all(this.stores.inOrder.map((store) => store.close()))),
  };
}

/** Beside this file, in TypeScript where the process runs from the sources. */
const THREAD = new URL(`./projectors.worker${extname(import.meta.filename)}`, import.meta.url);
