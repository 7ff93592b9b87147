import type { Product } from './api.types.js';
import { Cannot } from './cannot.js';

/** An order of the demo, and its expected outcome. */
export interface Story {
  readonly title: string;
  readonly product: Product;
  readonly quantity: number;
  readonly method: string;
  /** Given up for this reason as soon as it is placed. */
  readonly cancels?: string;
  /** So many pieces come back, when the order is confirmed, and their price is given back. Needs staff. */
  readonly returns?: number;
  readonly ends: { readonly status: 'confirmed' | 'cancelled'; readonly reason: string | null };
  /** Texts while the outcome of the payment is unknown, and once it is known. */
  readonly silence?: { readonly begins: string; readonly ends: string };
}

const MOST_OF_ONE = 1_000;
/** All that the stories want of one product, before anything comes back. */
const MOST_PIECES = 5;

/** The orders, for the products of this catalogue. */
export function storiesOf(products: readonly Product[]): readonly Story[] {
  const plenty = products.find(({ available }) => available >= MOST_PIECES);
  const scarce = products.toSorted((a, b) => a.available - b.available)[0];
  if (!plenty || !scarce || scarce.available >= MOST_OF_ONE)
    throw new Cannot(
      `The catalogue has nothing to show it with: one product with at least ${MOST_PIECES} available is needed, and one with fewer ` +
        `than ${MOST_OF_ONE}. On the embedded server a first start without CLEAVE_DEMO=0 brings some.`,
    );
  const confirmed = { status: 'confirmed', reason: null } as const;
  const cancelled = (reason: string) => ({ status: 'cancelled', reason }) as const;
  return [
    { title: 'A card in good order', product: plenty, quantity: 2, method: 'pm_card_visa', ends: confirmed },
    {
      title: 'A card that is declined',
      product: plenty,
      quantity: 1,
      method: 'pm_card_visa_chargeDeclined',
      ends: cancelled('payment-declined'),
    },
    {
      title: 'More than there is',
      product: scarce,
      quantity: scarce.available + 1,
      method: 'pm_card_visa',
      ends: cancelled('out-of-stock'),
    },
    {
      title: 'An answer that is lost after charging',
      product: plenty,
      quantity: 1,
      method: 'pm_cleave_answerLost',
      ends: confirmed,
      silence: {
        begins: 'no answer from the provider: charged or not? It will be asked',
        ends: 'asked, the provider says: charged',
      },
    },
    {
      title: 'Cancelled while it is paid',
      product: plenty,
      quantity: 1,
      method: 'pm_cleave_answerLost', // so that nobody knows for a while whether it was charged
      cancels: 'no-longer-needed',
      ends: cancelled('no-longer-needed'),
    },
    {
      title: 'One of two comes back',
      product: plenty,
      quantity: 2,
      method: 'pm_card_visa',
      returns: 1,
      ends: confirmed,
    },
  ];
}

/** The kinds of e-mails that are expected, in the order of time. */
export const mailsOf = ({ ends, returns }: Story): readonly string[] => [
  `order-${ends.status}`,
  ...(returns ? ['order-refunded'] : []),
];
