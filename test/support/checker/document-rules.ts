import type { Document } from '../read-model.js';
import type { Facts, Story, Told } from './facts.js';

/** What is searched is what the streams say: a document for every order, with nothing old, missing, doubled or made up. */
export function documentRules({ stories, names, documents }: Pick<Facts, 'stories' | 'names' | 'documents'>): string[] {
  if (!documents) return [];
  const found = new Map(documents.map((document) => [document.id, document]));
  const known = new Set(stories.map(({ orderId }) => orderId));
  return [
    ...stories.flatMap((story) => {
      const document = found.get(story.orderId);
      return document ? differences(story, document, names) : [`order ${story.orderId} has no document`];
    }),
    ...[...found.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `there is a document of order ${id}, which is none`),
  ];
}

/** Each field, as one text. */
type Seen = Readonly<Record<string, string>>;

function differences(story: Story, document: Document, names: Facts['names']): string[] {
  const [expected, has] = [asTold(story, names), asSearched(document)];
  return Object.keys(expected)
    .filter((field) => expected[field] !== has[field])
    .map((field) => `order ${story.orderId}: its document says ${field} ${has[field]}, its streams ${expected[field]}`);
}

function asTold({ events, journal }: Story, names: Facts['names']): Seen {
  const [placed] = events as readonly [Told];
  const settled = events.findLast(({ type }) => type === 'confirmed' || type === 'cancelled');
  const { userId, lines, total } = placed.data as unknown as Placed;
  return {
    status: settled?.type ?? 'pending',
    reason: settled?.type === 'cancelled' ? (settled.data['reason'] as string) : 'null',
    payment: isGivenBack(events) ? 'refunded' : paymentIn(journal),
    customer: `${userId} ${names.get(userId)}`,
    lines: lines
      .map((line) => inWords({ ...line, name: names.get(line.productId)! }))
      .toSorted()
      .join(', '),
    total: `${total.amount} ${total.currency}`,
    placedAt: timeOf(placed),
    settledAt: settled ? timeOf(settled) : 'null',
  };
}

function asSearched({ status, reason, payment, customer, lines, total, placedAt, settledAt }: Document): Seen {
  return {
    status,
    reason: String(reason),
    payment,
    customer: `${customer.id} ${customer.name} <${customer.email}>`,
    lines: lines
      .map((line) => inWords({ ...line, name: `${line.sku} ${line.name}` }))
      .toSorted()
      .join(', '),
    total: `${total.amount} ${total.currency}`,
    placedAt,
    settledAt: String(settledAt),
  };
}

const timeOf = ({ at }: Told): string => new Date(at).toISOString();

interface Placed {
  readonly userId: string;
  readonly lines: readonly Pick<Document['lines'][number], 'productId' | 'quantity' | 'unitPrice'>[];
  readonly total: Document['total'];
}

const inWords = ({
  productId,
  quantity,
  unitPrice,
  name,
}: Placed['lines'][number] & { readonly name: string }): string =>
  `${quantity} of ${productId} (${name}) for ${unitPrice.amount} ${unitPrice.currency}`;

/** All that was paid was given back after the confirmation. */
function isGivenBack(events: readonly Told[]): boolean {
  const { amount } = (events[0]!.data as unknown as Placed).total;
  const refunded = events
    .filter(({ type }) => type === 'refunded')
    .map(({ data }) => data['amount'] as Document['total']);
  return amount > 0 && refunded.reduce((sum, one) => sum + one.amount, 0) === amount;
}

/** What the payment is after each entry that is about it. */
const AFTER: Readonly<Record<string, string>> = {
  'step-done': 'captured',
  'step-refused': 'declined',
  'undo-timed-out': 'refund-failed',
  'undo-done': 'refunded',
  forced: 'refunded',
};

function paymentIn(journal: readonly Told[]): string {
  let state = 'none';
  for (const { type, data } of journal) {
    if (data['step'] === 'payment') state = AFTER[type] ?? state;
    if (data['sends'] === 'payment') state = 'pending';
    if (data['undoes'] === 'payment') state = 'refunding';
  }
  return state;
}
