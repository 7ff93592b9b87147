import { type FoundOrder, MOST_SHOWN_NAME } from '#shared/contracts/orders';
import type { OrderDocument } from './order-document.js';

/** A document as a page of results shows it. */
export function foundOrder(document: OrderDocument): FoundOrder {
  const { version: _, lines, ...order } = document;
  return { ...order, lines: lines.map((line) => ({ ...line, name: line.name === null ? null : shown(line.name) })) };
}

/** By characters, so that none is cut in two. */
const shown = (name: string): string =>
  name.length <= MOST_SHOWN_NAME ? name : Array.from(name).slice(0, MOST_SHOWN_NAME).join('');
