import type { Books } from '../books.js';
import { behind } from '../read-model.js';
import { type Facts, type Letter, withMessages } from './facts.js';

const PENDING = `SELECT count(*)::int AS count FROM order_view
  WHERE status = 'pending' OR refunds @> '[{"status": "pending"}]'`;
const UNSENT = `SELECT type, count(*)::int AS count, max(last_error) AS error FROM outbox_message GROUP BY type`;

/** What is still under way, the read side included, in one sentence; undefined when nothing is. Cheap, to be asked again and again. */
export async function unrest(books: Books): Promise<string | undefined> {
  return (await underWay(books)) ?? (await behind(books));
}

/** What orders still wait for, in one sentence; undefined when they wait for nothing. */
export async function underWay(books: Books): Promise<string | undefined> {
  const [orders] = await books.read<{ count: number }>('orders', PENDING);
  const unsent = await Promise.all(
    withMessages(books).map(async (owner) =>
      (await books.read<{ type: string; count: number; error: string | null }>(owner, UNSENT)).map(
        ({ type, count, error }) => `${count} × ${type} in the outbox of ${owner}${error ? ` (${error})` : ''}`,
      ),
    ),
  );
  const pending = orders!.count ? [`${orders!.count} orders that are pending or being refunded`] : [];
  const all = [...pending, ...unsent.flat()];
  return all.length ? all.join(', ') : undefined;
}

/** When nothing is under way: every order is final, every confirmed one has left the shelf, and no message is left anywhere. */
export function restRules({ orders, reservations, outbox, deadLetters }: Facts): string[] {
  const confirmed = new Set(orders.filter(({ status }) => status === 'confirmed').map(({ id }) => id));
  const letter = ({ owner, type, key, why }: Letter): string => `${owner}: ${type} ${key}${why ? ` (${why})` : ''}`;
  return [
    ...orders.filter(({ status }) => status === 'pending').map(({ id }) => `order ${id} is still pending`),
    ...reservations
      .filter(({ state, orderId }) => state === 'held' && confirmed.has(orderId))
      .map(({ orderId }) => `order ${orderId} (confirmed): its goods have not left the shelf`),
    ...outbox.map((one) => `there is a message in the outbox of ${letter(one)}`),
    ...deadLetters.map((one) => `there is a dead letter of ${letter(one)}`),
  ];
}
