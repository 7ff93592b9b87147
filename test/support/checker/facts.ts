import type { Books } from '../books.js';
import { type Document, liveDocuments } from '../read-model.js';

export interface Line {
  readonly productId: string;
  readonly quantity: number;
}
export interface Counters {
  readonly onHand: number;
  readonly reserved: number;
  readonly committed: number;
}
export interface Shelf extends Counters {
  readonly productId: string;
  readonly received: number;
  readonly writtenOff: number;
}
export interface Reservation {
  readonly orderId: string;
  readonly state: string;
  readonly lines: readonly Line[];
  /** What has come back so far. */
  readonly returned: readonly Line[] | null;
}
export interface Order {
  readonly id: string;
  readonly userId: string;
  readonly status: string;
  readonly reason: string | null;
  readonly lines: readonly (Line & { readonly unitPrice: { readonly amount: number } })[];
  readonly total: number;
  readonly currency: string;
  readonly refunds:
    readonly { readonly id: string; readonly status: string; readonly amount: { readonly amount: number } }[] | null;
}
export interface Payment {
  readonly orderId: string;
  readonly status: string;
  readonly amount: number;
  readonly captured: number;
  readonly refunded: number;
}
/** A line of the provider's own books. */
export interface Booking {
  readonly orderId: string;
  readonly outcome: string;
  readonly amount: number;
  readonly currency: string;
}
export interface Mail {
  readonly orderId: string;
  readonly kind: string;
  readonly status: string;
}
/** An order as its streams tell it. */
export interface Story {
  readonly orderId: string;
  readonly events: readonly Told[];
  /** The journal of its checkout. */
  readonly journal: readonly Told[];
}
export interface Told {
  readonly type: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}
export interface Letter {
  readonly owner: string;
  readonly type: string;
  readonly key: string;
  readonly why: string | null;
}

/** What stands in the books of all contexts and of the payment provider. */
export interface Facts {
  readonly shelves: readonly Shelf[];
  /** Per product, the sum of all that the ledger of stock says. */
  readonly movements: readonly (Counters & { readonly productId: string })[];
  readonly reservations: readonly Reservation[];
  readonly orders: readonly Order[];
  /** Per order, the types of its events. */
  readonly histories: readonly { readonly orderId: string; readonly types: readonly string[] }[];
  readonly stories: readonly Story[];
  /** Names that documents must carry: of accounts and of products, by id, as their owners know them. */
  readonly names: ReadonlyMap<string, string>;
  /** What is searched; undefined where it does not lie in PostgreSQL. */
  readonly documents?: readonly Document[];
  readonly payments: readonly Payment[];
  readonly provider: readonly Booking[];
  readonly mails: readonly Mail[];
  readonly outbox: readonly Letter[];
  readonly deadLetters: readonly Letter[];
}

const SHELVES = `SELECT product_id AS "productId", on_hand::float8 AS "onHand", reserved::float8, committed::float8,
  received::float8, written_off::float8 AS "writtenOff" FROM stock_item`;
const MOVEMENTS = `SELECT product_id AS "productId", sum(on_hand)::float8 AS "onHand", sum(reserved)::float8 AS reserved,
  sum(committed)::float8 AS committed FROM stock_movement GROUP BY 1`;
const RESERVATIONS = `SELECT order_id AS "orderId", state, lines, returned FROM reservation`;
const ORDERS = `SELECT id, user_id AS "userId", status, reason, lines, total::float8, currency, refunds FROM order_view`;
const HISTORIES = `SELECT substr(stream, 7) AS "orderId", array_agg(type ORDER BY version) AS types FROM event
  WHERE stream LIKE 'order-%' GROUP BY 1`;
const STORIES = `SELECT right(stream, 36) AS "orderId",
    coalesce(json_agg(told ORDER BY version) FILTER (WHERE stream LIKE 'order-%'), '[]') AS events,
    coalesce(json_agg(told ORDER BY version) FILTER (WHERE stream LIKE 'checkout-%'), '[]') AS journal
  FROM event, json_build_object('type', type, 'at', (extract(epoch FROM at) * 1000)::bigint, 'data', data::json) AS told
  WHERE stream LIKE 'order-%' OR stream LIKE 'checkout-%' GROUP BY 1`;
const ACCOUNT_NAMES = `SELECT id, name || ' <' || email || '>' AS name FROM account`;
const PRODUCT_NAMES = `SELECT id, sku || ' ' || name AS name FROM product`;
const PAYMENTS = `SELECT order_id AS "orderId", status, amount::float8, captured::float8, refunded::float8 FROM payment`;
const PROVIDER = `SELECT order_id AS "orderId", outcome, amount::float8, currency FROM ledger`;
const MAILS = `SELECT order_id AS "orderId", kind, status FROM message`;
const OUTBOX = `SELECT type, key, last_error AS why FROM outbox_message`;
const DEAD_LETTERS = `SELECT type, key, why FROM dead_letter WHERE settled_at IS NULL`;

/** The provider keeps its books without messages. */
export const withMessages = (books: Books): string[] => books.owners.filter((owner) => owner !== 'provider');

export async function readFacts(books: Books, bookings?: () => readonly Booking[]): Promise<Facts> {
  const letters = async (sql: string): Promise<Letter[]> => {
    const read = async (owner: string): Promise<Letter[]> =>
      (await books.read<Omit<Letter, 'owner'>>(owner, sql)).map((letter) => ({ owner, ...letter }));
    return (await Promise.all(withMessages(books).map(read))).flat();
  };
  return {
    shelves: await books.read('inventory', SHELVES),
    movements: await books.read('inventory', MOVEMENTS),
    reservations: await books.read('inventory', RESERVATIONS),
    orders: await books.read('orders', ORDERS),
    histories: await books.read('orders', HISTORIES),
    stories: await books.read('orders', STORIES),
    names: await namesIn(books),
    documents: await liveDocuments(books),
    payments: await books.read('payments', PAYMENTS),
    provider: bookings ? bookings() : await books.read('provider', PROVIDER),
    mails: await books.read('notifications', MAILS),
    outbox: await letters(OUTBOX),
    deadLetters: await letters(DEAD_LETTERS),
  };
}

async function namesIn(books: Books): Promise<ReadonlyMap<string, string>> {
  const accounts = await books.read<Named>('users', ACCOUNT_NAMES);
  const products = await books.read<Named>('inventory', PRODUCT_NAMES);
  return new Map([...accounts, ...products].map(({ id, name }) => [id, name]));
}

interface Named {
  readonly id: string;
  readonly name: string;
}
