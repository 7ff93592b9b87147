import { type Books, openBooks } from './books.js';
import { factsOf, namesIn } from './named-facts.js';

interface Named {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}
interface Line {
  readonly productId: string;
  readonly sku: string | null;
  readonly name: string | null;
  readonly quantity: number;
  readonly unitPrice: Amount;
}
interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** A document of the read model of orders, as it lies in its table. */
export interface Document {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly payment: string;
  readonly customer: Named;
  readonly lines: readonly Line[];
  readonly total: Amount;
  readonly placedAt: string;
  readonly settledAt: string | null;
}

const LIVE = `SELECT c.projection, c.copy, p.position::text, p.filled_at IS NOT NULL AS "isFilled"
  FROM projection_copy c LEFT JOIN projection_progress p USING (projection, store, copy)
  WHERE c.store = 'postgres' AND c.state = 'live'`;

interface Live {
  readonly projection: string;
  readonly copy: number;
  readonly position: string | null;
  readonly isFilled: boolean;
}

/** All documents of the copy that is searched; undefined where PostgreSQL has none. */
export async function liveDocuments(books: Books): Promise<readonly Document[] | undefined> {
  const [live] = await books.read<Live>('orders', LIVE);
  if (!live) return undefined;
  const rows = await books.read<{ id: string; doc: Document }>(
    'orders',
    `SELECT id, doc FROM order_document_${live.copy}`,
  );
  return rows.map(({ id, doc }) => ({ ...doc, id }));
}

/** What the documents in PostgreSQL do not show yet, in a sentence; undefined: they show all, or are somewhere else. */
export async function behind(books: Books): Promise<string | undefined> {
  const [live] = await books.read<Live>('orders', LIVE);
  if (!live) return undefined;
  const { projection, copy, position, isFilled } = live;
  if (!isFilled) return `copy ${copy} of ${projection} is not filled yet`;
  const [left] = await books.read<{ events: number; names: number; renamings: number }>('orders', leftAfter(position!));
  const { events, names, renamings } = left!;
  if (!events && !names && !renamings) return undefined;
  return `copy ${copy} of ${projection} has not seen ${events} events and ${names} names, and ${renamings} names are being written`;
}

const leftAfter = (position: string): string => {
  const since = (table: string): string => `SELECT count(*) FROM ${table} WHERE tx >= '${position}'`;
  return `SELECT (${since('event')})::int AS events, ((${since('product_name')}) + (${since('customer_name')}))::int AS names,
    (SELECT count(*) FROM projection_renaming WHERE store = 'postgres')::int AS renamings`;
};

/** What search shows of all orders, as text: a document a line, told by the same names as the final state of the business. */
export async function readReadModel(books: Books, numbers: ReadonlyMap<string, string>): Promise<string> {
  const documents = await liveDocuments(books);
  if (!documents) throw new Error('no copy in PostgreSQL is searched');
  return factsOf('document', documents.map(shown), await namesIn(books, numbers)).join('\n');
}

/** Rejects when it is behind. */
export async function readModelOf(
  databases: Readonly<Record<string, string>>,
  numbers: ReadonlyMap<string, string>,
): Promise<string> {
  const books = await openBooks(databases);
  try {
    const missing = await behind(books);
    if (missing) throw new Error(missing);
    return await readReadModel(books, numbers);
  } finally {
    await books.close();
  }
}

/** Without times and versions. */
const shown = ({ id, status, reason, payment, customer, lines, total, settledAt }: Document) => ({
  order: id,
  status,
  reason,
  payment,
  account: customer.id,
  name: customer.name,
  email: customer.email,
  lines: lines.map(({ productId, sku, name, quantity, unitPrice }) => ({
    product: productId,
    sku,
    name,
    quantity,
    unitPrice,
  })),
  total,
  isSettled: settledAt !== null,
});
