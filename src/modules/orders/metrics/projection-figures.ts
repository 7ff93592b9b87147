import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Engine } from '#libs/messaging';
import { countsFrom, documentsWritten, feedFailed } from '#libs/projections';
import { observeCopies, type Standing } from '#libs/projections/standing';
import { OrderCopies } from '../data/order-copies.js';

/** How old what is shown may be. */
const EVERY_MS = 5_000;

/** What the metrics and the management port tell of the copies of the documents of orders. */
@Injectable()
export class ProjectionFigures implements OnModuleInit {
  private known: readonly Standing[] = [];
  private readonly waiting = new Map<string, string>();
  private reading: NodeJS.Timeout | undefined;
  private unobserve: (() => void) | undefined;

  constructor(
    private readonly copies: OrderCopies,
    private readonly engine: Engine,
  ) {}

  onModuleInit(): void {
    const { name, stores } = this.copies;
    this.engine.details.projections = () => this.shown();
    for (const store of stores) countsFrom({ projection: name, store });
    this.unobserve = observeCopies(name, () => this.copies.counted());
    this.engine.companions.push({ start: () => this.start(), drain: async () => this.stop() });
  }

  /** So many documents were written to this store. */
  wrote(store: string, documents: number): void {
    documentsWritten({ projection: this.copies.name, store }, documents);
  }

  /** Why this store is not fed; undefined: it is again. */
  waits(store: string, why: string | undefined): void {
    if (why === undefined) return void this.waiting.delete(store);
    this.waiting.set(store, why);
    feedFailed({ projection: this.copies.name, store });
  }

  private start(): void {
    const read = (): void =>
      void this.copies.standings().then(
        (standings) => (this.known = standings),
        () => undefined, // the database is away: the context says so
      );
    read();
    this.reading = setInterval(read, EVERY_MS);
  }

  private stop(): void {
    clearInterval(this.reading);
    this.unobserve?.();
  }

  /** By store and copy, such as `orders@postgres 1`. */
  private shown(): Readonly<Record<string, object>> {
    return Object.fromEntries(
      this.known.map(({ store, copy, state, filledAt, lagSeconds, holder }) => [
        `${this.copies.name}@${store} ${copy}`,
        { state, isFilled: filledAt !== null, lagSeconds, holder, trouble: this.waiting.get(store) },
      ]),
    );
  }
}
