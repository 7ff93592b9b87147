import type { OrderDocument } from '../../domain/order-document.js';
import type { Criteria, DayTotal, OrderDocuments, Wanted } from '../../ports/order-documents.js';

const MOST = 1_000;

/** A store with copies that are made for the tests and removed after them. */
export class Stage {
  private store: OrderDocuments | undefined;
  private copies = 0;

  constructor(private readonly opening: () => Promise<OrderDocuments>) {}

  get documents(): OrderDocuments {
    return this.store!;
  }

  async open(): Promise<void> {
    this.store = await this.opening();
  }

  async close(): Promise<void> {
    for (let copy = 1; copy <= this.copies; copy++) await this.documents.drop(copy);
    await this.documents.close();
  }

  /** A number that no copy has yet. */
  next(): number {
    return ++this.copies;
  }

  /** A new copy with these documents. */
  async copyOf(documents: readonly OrderDocument[]): Promise<Copy> {
    const number = this.next();
    await this.documents.create(number);
    await this.documents.put(number, documents);
    return new Copy(this.documents, number);
  }
}

/** One copy of the documents, for specs that search it. */
export class Copy {
  constructor(
    private readonly documents: OrderDocuments,
    readonly number: number,
  ) {}

  search(criteria: Criteria, rest: Partial<Wanted> = {}): Promise<readonly OrderDocument[]> {
    return this.documents.search(this.number, { criteria, order: 'newest', most: MOST, ...rest });
  }

  totals(from: string, to: string): Promise<readonly DayTotal[]> {
    return this.documents.totals(this.number, { from, to });
  }

  /** Ids of all that a search finds, asked for page by page. */
  async paged(criteria: Criteria, order: Wanted['order'], most: number): Promise<string[]> {
    const found: string[] = [];
    for (let after: Wanted['after']; ;) {
      const page = await this.search(criteria, { order, most, after });
      found.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last || found.length > MOST) return found;
      after = { placedAt: last.placedAt, id: last.id };
    }
  }
}
