import type { DataSource } from 'typeorm';
import type { Subjects } from '#libs/projections';
import type { OrderDocument } from '../../domain/order-document.js';
import { TooSlow, type DayTotal, type OrderDocuments, type Wanted } from '../../ports/order-documents.js';
import { createTable } from './copy-table.js';
import { CopyStatements } from './copy-statements.js';
import { limitedQuery } from './limited-query.js';
import { MOST_TOTALS, searchFor, totalsOf } from './search-sql.js';
import { WritingConnection } from './writing-connection.js';

interface Stored {
  readonly doc: OrderDocument;
}
const documentsOf = (rows: readonly object[]): OrderDocument[] => (rows as Stored[]).map(({ doc }) => doc);

/**
 * Keeps the documents of orders in the database of orders, one table a copy. With its indexes an order takes 1.9 KB (two lines;
 * 1.3 KB its row, 0.3 KB its words, 0.2 KB the other indexes).
 *
 * What projects and compares goes through a connection of its own, with 10 s for a statement; searches through the pool of the context,
 * with SEARCH_MS. Rejects with PostgreSQL's error, among others when a copy is asked that does not exist.
 */
export class PostgresDocuments implements OrderDocuments {
  static readonly SEARCH_MS = 2_000;
  readonly name = 'postgres';
  private readonly writing: WritingConnection;
  private readonly copies = new Map<number, CopyStatements>();

  /**
   * @param url  of the context's database
   * @param reading  its pool, also one that may only read
   */
  constructor(
    url: string,
    private readonly reading?: DataSource,
    private readonly searchMs = PostgresDocuments.SEARCH_MS,
  ) {
    this.writing = new WritingConnection(url);
  }

  async exists(copy: number): Promise<boolean> {
    const [[row]] = (await this.writing.flight([this.of(copy).exists()])) as [[{ it: boolean }]];
    return row.it;
  }

  async create(copy: number): Promise<void> {
    await this.writing.flight(createTable(copy));
  }

  async drop(copy: number): Promise<void> {
    await this.writing.flight([this.of(copy).drop()]);
  }

  async put(copy: number, documents: readonly OrderDocument[]): Promise<void> {
    if (documents.length) await this.writing.flight([this.of(copy).put(documents)]);
  }

  async page(copy: number, after: string | undefined, most: number): Promise<readonly OrderDocument[]> {
    const [rows] = await this.writing.flight([this.of(copy).page(after, most)]);
    return documentsOf(rows!);
  }

  async find(copy: number, ids: readonly string[]): Promise<readonly OrderDocument[]> {
    const [rows] = await this.writing.flight([this.of(copy).find(ids)]);
    return documentsOf(rows!);
  }

  async count(copy: number): Promise<number> {
    const [[row]] = (await this.writing.flight([this.of(copy).count()])) as [[{ n: number }]];
    return row.n;
  }

  async naming(copy: number, subjects: Subjects, after: string | undefined, most: number): Promise<readonly string[]> {
    const [rows] = await this.writing.flight([this.of(copy).naming(subjects, after, most)]);
    return (rows as unknown as { id: string }[]).map(({ id }) => id);
  }

  async search(copy: number, wanted: Wanted): Promise<readonly OrderDocument[]> {
    const question = searchFor(copy, wanted);
    return question ? documentsOf(await limitedQuery<Stored>(this.reading!, question, this.searchMs)) : [];
  }

  async totals(copy: number, period: { readonly from: string; readonly to: string }): Promise<readonly DayTotal[]> {
    const question = totalsOf(copy, period);
    const rows = await limitedQuery<DayTotal & { amount: string }>(this.reading!, question, this.searchMs);
    if (rows.length > MOST_TOTALS) throw new TooSlow(`the period has more than ${MOST_TOTALS} totals`);
    return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
  }

  close(): Promise<void> {
    return this.writing.close();
  }

  private of(copy: number): CopyStatements {
    const known = this.copies.get(copy) ?? new CopyStatements(copy);
    this.copies.set(copy, known);
    return known;
  }
}
