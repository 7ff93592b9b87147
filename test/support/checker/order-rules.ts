import type { Facts, Line, Order, Reservation } from './facts.js';

/** An order is what its events say, and holds exactly what it should. */
export function orderRules({ orders, histories, reservations }: Facts): string[] {
  const types = new Map(histories.map((history) => [history.orderId, history.types]));
  const reserved = new Map(reservations.map((reservation) => [reservation.orderId, reservation]));
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...orders.flatMap((order) =>
      [
        ...asItsEvents(order, types.get(order.id) ?? []),
        ...addsUp(order),
        ...(order.status === 'confirmed' ? holdsAll(order, reserved.get(order.id)) : []),
        ...(order.status === 'cancelled' ? holdsNothing(order, reserved.get(order.id)) : []),
      ].map((what) => `order ${order.id} (${order.status}): ${what}`),
    ),
    ...[...types.keys()].filter((id) => !known.has(id)).map((id) => `order ${id} has events and no view`),
    ...[...reserved.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `stock is reserved for order ${id}, which is none`),
  ];
}

function asItsEvents({ status }: Order, types: readonly string[]): string[] {
  const expected = status === 'pending' ? ['placed'] : ['placed', status];
  return types.join() === expected.join() ? [] : [`its events are ${types.join(', ') || 'missing'}`];
}

function addsUp({ lines, total }: Order): string[] {
  const sum = lines.reduce((before, { quantity, unitPrice }) => before + quantity * unitPrice.amount, 0);
  return sum === total ? [] : [`its total is ${total}, its lines come to ${sum}`];
}

function holdsAll({ lines }: Order, reservation: Reservation | undefined): string[] {
  if (!reservation) return ['it has no reservation'];
  if (reservation.state !== 'held' && reservation.state !== 'committed')
    return [`its reservation is ${reservation.state}`];
  const [wanted, has] = [inWords(lines), inWords(reservation.lines)];
  return wanted === has ? [] : [`it wants ${wanted} and holds ${has}`];
}

function holdsNothing({ reason }: Order, reservation: Reservation | undefined): string[] {
  const holds = reservation?.state === 'held' || reservation?.state === 'committed';
  return [...(reason ? [] : ['no reason is given']), ...(holds ? [`it still holds stock (${reservation.state})`] : [])];
}

const inWords = (lines: readonly Line[]): string =>
  lines
    .map(({ productId, quantity }) => `${quantity} of ${productId}`)
    .toSorted()
    .join(', ');
