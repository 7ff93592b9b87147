import { format, money } from '#shared/kernel';
import type { Payment } from '../payment.js';
import type { PaymentDifference } from './kinds.js';

/** What the provider has of an order, in minor units. */
export interface Account {
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  /** Refunds that are begun, and may fail. */
  readonly refunding: number;
}
export interface Difference {
  readonly kind: PaymentDifference;
  readonly orderId: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Calls that are under way end by themselves; only what the provider has taken meanwhile is to be known. */
const OPEN: readonly Payment['status'][] = ['pending', 'unknown', 'undoing'];

/**
 * Compares what is kept, which is what was captured without what was given back, in whatever parts. A refund that is begun may count or not,
 * on either side.
 */
export function compare(
  orderId: string,
  ours: Payment | undefined,
  theirs: Account | undefined,
): Difference | undefined {
  const kind = kindOf(ours, theirs);
  return (
    kind && { kind, orderId, ours: ours ? wordsOf(ours) : 'no payment', theirs: theirs ? said(theirs) : 'nothing' }
  );
}

function kindOf(ours: Payment | undefined, theirs: Account | undefined): PaymentDifference | undefined {
  if (ours?.status === 'refunding') return undefined;
  const [own, other] = [keptIn(ours), keptIn(theirs && { ...theirs, promised: theirs.refunded + theirs.refunding })];
  if (ours?.captured && other.most > 0 && ours.currency !== theirs!.currency) return 'another-currency';
  if (own.most < other.least) return tooMuch(ours, theirs!);
  if (own.least > other.most)
    return (theirs?.captured ?? 0) < ours!.captured ? 'charge-missing' : 'refund-unknown-here';
  return undefined;
}

/** The provider keeps more than it should. */
function tooMuch(ours: Payment | undefined, { captured, refunded, refunding }: Account): PaymentDifference {
  if (ours && OPEN.includes(ours.status)) return captured === ours.amount ? 'outcome-not-recorded' : 'charged-too-much';
  if (!ours?.captured) return refunded + refunding === 0 ? 'charge-unknown-here' : 'charged-too-much';
  return captured > ours.captured ? 'charged-too-much' : 'refund-missing';
}

interface Sums {
  readonly captured: number;
  readonly refunded: number;
  readonly promised?: number;
}

function keptIn(sums: Sums | undefined): { readonly least: number; readonly most: number } {
  const { captured, refunded, promised = 0 } = sums ?? { captured: 0, refunded: 0 };
  return { least: captured - Math.max(refunded, promised), most: captured - refunded };
}

const wordsOf = ({ status, captured, refunded, currency }: Payment): string =>
  `${status}: captured ${format(money(captured, currency))}, given back ${format(money(refunded, currency))}`;

const said = ({ captured, refunded, refunding, currency }: Account): string =>
  [
    `captured ${format(money(captured, currency))}`,
    `given back ${format(money(refunded, currency))}`,
    ...(refunding ? [`${format(money(refunding, currency))} on its way`] : []),
  ].join(', ');
