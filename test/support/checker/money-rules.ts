import type { Booking, Facts, Order, Payment } from './facts.js';

/** Money is taken once, exactly, for what is confirmed; everything else is given back. The provider's books are the judge. */
export function moneyRules({ orders, payments, provider }: Facts): string[] {
  const bookings = Map.groupBy(provider, ({ orderId }) => orderId);
  const paid = new Map(payments.map((payment) => [payment.orderId, payment]));
  const known = new Set(orders.map(({ id }) => id));
  const strange = (id: string): boolean => !known.has(id);
  return [
    ...payments.flatMap((payment) => [
      ...bounded(payment),
      ...asTheProvider(payment, bookings.get(payment.orderId) ?? []),
    ]),
    ...orders.flatMap((order) => {
      const balance = balanceOf(bookings.get(order.id) ?? []);
      return [...onceOnly(balance, order), ...settled(order, balance, paid.get(order.id))].map(
        (what) => `order ${order.id} (${order.status}): ${what}`,
      );
    }),
    ...[...bookings.keys()].filter(strange).map((id) => `the provider has booked for order ${id}, which is none`),
    ...[...paid.keys()].filter(strange).map((id) => `there is a payment of order ${id}, which is none`),
    ...sums(orders, provider),
  ];
}

interface Balance {
  readonly charges: number;
  readonly captured: number;
  readonly refunded: number;
}

function balanceOf(bookings: readonly Booking[]): Balance {
  const amounts = (outcome: string): number[] =>
    bookings.filter((booking) => booking.outcome === outcome).map(({ amount }) => amount);
  const charges = amounts('captured');
  return { charges: charges.length, captured: sum(charges), refunded: sum(amounts('refunded')) };
}

function bounded({ orderId, amount, captured, refunded }: Payment): string[] {
  if (0 <= refunded && refunded <= captured && captured <= amount) return [];
  return [`payment of order ${orderId}: not 0 ≤ refunded ${refunded} ≤ captured ${captured} ≤ authorised ${amount}`];
}

function asTheProvider({ orderId, status, ...ours }: Payment, bookings: readonly Booking[]): string[] {
  const { captured, refunded } = balanceOf(bookings);
  const theirs = `the provider has captured ${captured} and refunded ${refunded}`;
  if (ours.captured === captured && ours.refunded === refunded) return [];
  return [
    `payment of order ${orderId} (${status}): captured ${ours.captured}, refunded ${ours.refunded}, but ${theirs}`,
  ];
}

function onceOnly({ charges, captured, refunded }: Balance, { total }: Order): string[] {
  return [
    ...(charges > 1 ? [`it was charged ${charges} times`] : []),
    ...(captured > total ? [`${captured} were captured of a total of ${total}`] : []),
    ...(refunded > captured ? [`${refunded} were refunded of ${captured}`] : []),
  ];
}

/** What the order says it has given back. */
const givenBack = ({ refunds }: Order): number =>
  sum((refunds ?? []).filter(({ status }) => status === 'made').map(({ amount }) => amount.amount));

function settled(order: Order, { captured, refunded }: Balance, payment: Payment | undefined): string[] {
  const { status, total } = order;
  const [kept, owed] = [captured - refunded, total - givenBack(order)];
  if (total === 0) return payment ? ['it costs nothing, and there is a payment of it'] : [];
  if (status === 'confirmed')
    return [
      ...(kept === owed
        ? []
        : [
            `its total is ${total}${owed === total ? '' : `, of which ${owed} are left`}, and the provider has kept ${kept}`,
          ]),
      ...(payment?.status === 'captured' ? [] : [`its payment is ${payment?.status ?? 'missing'}`]),
    ];
  if (status !== 'cancelled') return [];
  const isReturned = payment?.status === 'captured' && payment.refunded === payment.captured && owed === 0;
  const isOver = !payment || payment.status === 'declined' || payment.status === 'undone' || isReturned;
  return [
    ...(kept === 0 ? [] : [`the provider has kept ${kept}`]),
    ...(isOver ? [] : [`its payment is still ${payment.status}`]),
  ];
}

/** Σ captured − Σ refunded = Σ of the confirmed orders without what was given back of them, in every currency. */
function sums(orders: readonly Order[], provider: readonly Booking[]): string[] {
  const currencies = new Set([...orders, ...provider].map(({ currency }) => currency));
  return [...currencies].flatMap((currency) => {
    const { captured, refunded } = balanceOf(provider.filter((booking) => booking.currency === currency));
    const confirmed = orders.filter((order) => order.status === 'confirmed' && order.currency === currency);
    const sold = sum(confirmed.map((order) => order.total - givenBack(order)));
    if (captured - refunded === sold) return [];
    return [`${currency}: captured ${captured} − refunded ${refunded} is not ${sold}, the sum of confirmed orders`];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((before, next) => before + next, 0);
