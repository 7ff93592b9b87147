import type { Facts, Line, Order, Reservation, Told } from './facts.js';

/** An order is what its events say, and holds exactly what it should. */
export function orderRules({ orders, histories, reservations, stories }: Facts): string[] {
  const types = new Map(histories.map((history) => [history.orderId, history.types]));
  const reserved = new Map(reservations.map((reservation) => [reservation.orderId, reservation]));
  const told = new Map(stories.map((story) => [story.orderId, story.events]));
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...orders.flatMap((order) => {
      const [reservation, back] = [reserved.get(order.id), sharesOf(order, told.get(order.id) ?? [])];
      return [
        ...asItsEvents(order, types.get(order.id) ?? []),
        ...addsUp(order),
        ...(order.status === 'confirmed' ? holdsAll(order, reservation) : []),
        ...(order.status === 'cancelled' ? holdsNothing(order, reservation, back) : []),
        ...broughtBack(reservation, back),
      ].map((what) => `order ${order.id} (${order.status}): ${what}`);
    }),
    ...[...types.keys()].filter((id) => !known.has(id)).map((id) => `order ${id} has events and no view`),
    ...[...reserved.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `stock is reserved for order ${id}, which is none`),
  ];
}

/** Placed, perhaps confirmed, refunded as often as its view says, and cancelled at most once, at the end. */
function asItsEvents({ status, refunds }: Order, types: readonly string[]): string[] {
  const isRefund = (type: string): boolean => type.startsWith('refund');
  const ends = types.filter((type) => !isRefund(type)).join();
  const isGivenBack = status === 'cancelled' && types.some(isRefund);
  const expected = ['placed', ...(isGivenBack ? ['confirmed'] : []), ...(status === 'pending' ? [] : [status])];
  const count = (all: readonly { toString(): string }[], one: string) => all.filter((each) => each === one).length;
  const statuses = (refunds ?? []).map((refund) => refund.status);
  return [
    ...(ends === expected.join() ? [] : [`its events are ${types.join(', ') || 'missing'}`]),
    ...[
      ['refund-asked', statuses.length],
      ['refunded', count(statuses, 'made')],
      ['refund-failed', count(statuses, 'failed')],
    ].flatMap(([type, times]) =>
      count(types, type as string) === times
        ? []
        : [`its view has ${times} × ${type}, its events are ${types.join(', ')}`],
    ),
  ];
}

/** What its refunds that were made have given back of goods: on the shelf again, and left with the customer. */
function sharesOf({ refunds }: Order, events: readonly Told[]): { readonly shelf: Line[]; readonly kept: Line[] } {
  const made = new Set((refunds ?? []).filter(({ status }) => status === 'made').map(({ id }) => id));
  const asked = events.filter(({ type, data }) => type === 'refund-asked' && made.has(data['refundId'] as string));
  const shares = asked.flatMap(({ data }) => data['shares'] as (Line & { readonly restock: boolean })[]);
  return { shelf: shares.filter(({ restock }) => restock), kept: shares.filter(({ restock }) => !restock) };
}

function broughtBack(reservation: Reservation | undefined, { shelf }: ReturnType<typeof sharesOf>): string[] {
  const [wanted, has] = [inWords(shelf), inWords(reservation?.returned ?? [])];
  return wanted === has
    ? []
    : [`its refunds have brought back ${wanted || 'nothing'}, its reservation ${has || 'nothing'}`];
}

function addsUp({ lines, total }: Order): string[] {
  const sum = lines.reduce((before, { quantity, unitPrice }) => before + quantity * unitPrice.amount, 0);
  return sum === total ? [] : [`its total is ${total}, its lines come to ${sum}`];
}

function holdsAll({ lines }: Order, reservation: Reservation | undefined): string[] {
  if (!reservation) return ['it has no reservation'];
  if (!['held', 'committed', 'returned'].includes(reservation.state))
    return [`its reservation is ${reservation.state}`];
  const [wanted, has] = [inWords(lines), inWords(reservation.lines)];
  return wanted === has ? [] : [`it wants ${wanted} and holds ${has}`];
}

/** Only what was refunded without coming back stays away. */
function holdsNothing(
  { reason }: Order,
  reservation: Reservation | undefined,
  { shelf, kept }: ReturnType<typeof sharesOf>,
): string[] {
  const isAway = reservation?.state === 'committed' && inWords(reservation.lines) === inWords([...shelf, ...kept]);
  const holds = reservation?.state === 'held' || (reservation?.state === 'committed' && !isAway);
  return [...(reason ? [] : ['no reason is given']), ...(holds ? [`it still holds stock (${reservation.state})`] : [])];
}

function inWords(lines: readonly Line[]): string {
  const sums = new Map<string, number>();
  for (const { productId, quantity } of lines) sums.set(productId, (sums.get(productId) ?? 0) + quantity);
  const words = [...sums]
    .filter(([, quantity]) => quantity)
    .map(([productId, quantity]) => `${quantity} of ${productId}`);
  return words.toSorted().join(', ');
}
