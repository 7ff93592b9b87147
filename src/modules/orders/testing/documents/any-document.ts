import type { OrderDocument } from '../../domain/order-document.js';

/** `00000000-0000-4000-8000-00000000000f` for 15: a UUID that sorts as its number. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const ADA = idOf(0xada);
export const BOB = idOf(0xb0b);
export const MUG = idOf(0x309);
export const LAMP = idOf(0x1a3b);

/** A mug and a lamp for Ada, confirmed on the day of its number: what a spec is not about. */
export function orderOf(n: number, changes: Partial<OrderDocument> = {}): OrderDocument {
  return {
    id: idOf(n),
    version: 1,
    status: 'confirmed',
    reason: null,
    payment: 'captured',
    customer: { id: ADA, name: 'Ada Lovelace', email: 'ada@example.org' },
    lines: [
      { productId: MUG, sku: 'MUG-1', name: 'Blue Mug', quantity: 2, unitPrice: { amount: 1_250, currency: 'EUR' } },
      { productId: LAMP, sku: 'LAMP-7', name: 'Desk Lamp', quantity: 1, unitPrice: { amount: 4_000, currency: 'EUR' } },
    ],
    total: { amount: 6_500, currency: 'EUR' },
    placedAt: dayOf(n),
    settledAt: dayOf(n),
    ...changes,
  };
}

/** Noon of the n-th day of 2030. */
export const dayOf = (n: number): string => new Date(Date.UTC(2030, 0, n, 12)).toISOString();

/** All documents of a copy, in order of ids. */
export const idsOf = (documents: readonly { readonly id: string }[]): string[] => documents.map(({ id }) => id);
