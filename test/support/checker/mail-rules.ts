import type { Facts } from './facts.js';

/** One e-mail per order and kind, of the right kind, to somebody. */
export function mailRules({ orders, mails }: Facts): string[] {
  const written = Map.groupBy(mails, ({ orderId }) => orderId);
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...orders.flatMap(({ id, status, refunds }) => {
      const ends = status === 'cancelled' && refunds ? ['order-cancelled', 'order-confirmed'] : [`order-${status}`];
      const expected = status === 'pending' ? '' : ends.join(', ');
      const kinds = (written.get(id) ?? [])
        .map(({ kind }) => kind)
        .toSorted()
        .join(', ');
      return kinds === expected ? [] : [`order ${id} (${status}): its e-mails are: ${kinds || 'none'}`];
    }),
    ...mails
      .filter(({ status }) => status !== 'ready')
      .map(({ orderId, kind, status }) => `order ${orderId}: its e-mail ${kind} is ${status}`),
    ...[...written.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `there is an e-mail about order ${id}, which is none`),
  ];
}
