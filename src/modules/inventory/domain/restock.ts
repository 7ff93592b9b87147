import type { ItemTime } from '#libs/messaging/contract';
import { type ReturnStock, StockReturned } from '#shared/contracts/inventory';
import type { Line } from '#shared/kernel';
import { perProduct } from './lines.js';
import type { Reservation, StockReturn } from './reservation.js';
import { apply, type Stock } from './shelf.js';

/**
 * Puts a part of what was committed for an order back on the shelf, once per return. Unlike a release it leaves no mark where nothing is
 * committed: only a confirmed order is returned, so its commit is on the way, and must not find that there is nothing to commit. It fails,
 * is tried again, and is for an operator to look at in the end.
 */
export function restock(
  { orderId, returnId, lines }: ReturnStock,
  { shelf, held, known }: Stock & { readonly known: StockReturn | undefined },
  item: ItemTime,
) {
  const send = [new StockReturned({ orderId, returnId })];
  if (known) return { send };
  if (held?.state !== 'committed')
    throw new Error(
      `order ${orderId} is to be returned and has no stock committed (${held?.state ?? 'never reserved'})`,
    );
  const returned = perProduct([...(held.returned ?? []), ...lines]);
  if (!isPartOf(returned, held.lines))
    throw new Error(`more is to be returned than was committed for order ${orderId}`);
  const isWhole = isPartOf(held.lines, returned);
  const after: Reservation = { ...held, state: isWhole ? 'returned' : 'committed', returned, since: item.now };
  const back: StockReturn = { id: returnId, orderId, lines, at: item.now };
  return {
    set: { held: after, known: back, ...apply('returned', { ...held, lines: perProduct(lines) }, shelf, item) },
    send,
  };
}

const isPartOf = (part: readonly Line[], whole: readonly Line[]): boolean =>
  part.every(({ productId, quantity }) =>
    whole.some((line) => line.productId === productId && line.quantity >= quantity),
  );
