import { arrayLiteral } from '#libs/database/wire';
import type { StoredEvent } from '#libs/messaging/contract';
import { currentForm } from '#libs/messaging/streams';
import type { Ask, Projection } from '#libs/projections/feeding';
import type { JournalEntry } from '#libs/sagas/steps';
import type { OrderEvent } from '../domain/order.js';
import { SHAPE, type OrderDocument } from '../domain/order-document.js';
import { givenBack } from '../domain/refunds/given-back.js';
import { paymentState } from '../domain/payment-state.js';
import { NAMES } from '../ports/order-documents.js';
import { checkout } from '../sagas/checkout.steps.js';
import { checkoutStream } from './checkout.stream.js';
import { namesFor, type Names } from './document-names.js';
import type { OrderView } from './order-view.entity.js';
import { orderView } from './order-view.projection.js';
import { orderEvents } from './order-events.js';

const EVENTS =
  'SELECT stream, type, data, at FROM event AS e WHERE e.stream = ANY($1::text[]) ORDER BY stream, version';

interface Stored {
  readonly stream: string;
  readonly type: string;
  readonly data: string;
  readonly at: Date;
}

/** What search knows of orders: a document each, from the streams of the order and of its checkout. */
export const orderDocuments: Projection<OrderDocument> = {
  name: 'orders',
  shape: SHAPE,
  root: orderEvents.name,
  streams: [orderEvents.name, checkoutStream.name],
  names: [
    { table: NAMES.products, key: 'product_id' },
    { table: NAMES.customers, key: 'user_id' },
  ],
  build: documentsOf,
};

async function documentsOf(ask: Ask, ids: readonly string[]): Promise<readonly OrderDocument[]> {
  const streams = ids.flatMap((id) => [`${orderEvents.name}-${id}`, `${checkoutStream.name}-${id}`]);
  const events = Map.groupBy(await ask<Stored>(EVENTS, [arrayLiteral(streams)]), ({ stream }) => stream);
  const found = ids.flatMap((id) => {
    const [own = [], journal = []] = [
      events.get(`${orderEvents.name}-${id}`),
      events.get(`${checkoutStream.name}-${id}`),
    ];
    const view = viewOf(id, own);
    return view ? [{ view, journal, events: own.length + journal.length }] : [];
  });
  const names = await namesFor(
    ask,
    found.map(({ view }) => view),
  );
  return found.map(({ view, journal, events: read }) => documentOf(view, journal, read, names));
}

const viewOf = (id: string, events: readonly Stored[]): OrderView | undefined =>
  events.reduce<OrderView | undefined>(
    (view, { at, ...stored }) => orderView(view, currentForm(orderEvents, parsed(stored)) as OrderEvent, { id, at }),
    undefined,
  );

function documentOf(view: OrderView, journal: readonly Stored[], events: number, names: Names): OrderDocument {
  const customer = names.customers.get(view.userId);
  const products = view.lines.map(({ productId }) => names.products.get(productId));
  const entries = journal.map((stored) => currentForm(checkoutStream, parsed(stored)) as JournalEntry<never>);
  return {
    id: view.id,
    version: [customer, ...products].reduce((sum, name) => sum + (name?.version ?? 0), events),
    status: view.status,
    reason: view.reason,
    payment: isGivenBack(view)
      ? 'refunded'
      : paymentState(entries.reduce(checkout.journal.evolve, checkout.journal.initial)),
    customer: { id: view.userId, name: customer?.name ?? null, email: customer?.email ?? null },
    lines: view.lines.map(({ productId, quantity, unitPrice }, n) => ({
      productId,
      sku: products[n]?.sku ?? null,
      name: products[n]?.name ?? null,
      quantity,
      unitPrice,
    })),
    total: { amount: view.total, currency: view.currency },
    placedAt: view.placedAt.toISOString(),
    settledAt: view.settledAt?.toISOString() ?? null,
  };
}

/** All that was paid has been given back after the confirmation. */
const isGivenBack = ({ refunds, total }: OrderView): boolean => total > 0 && givenBack(refunds) === total;

const parsed = ({ type, data }: Pick<Stored, 'type' | 'data'>): StoredEvent => ({
  type,
  data: JSON.parse(data) as unknown,
});
