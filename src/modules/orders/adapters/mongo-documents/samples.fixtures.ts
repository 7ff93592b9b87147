import type { OrderDocument } from '../../domain/order-document.js';
import type { Criteria, Wanted } from '../../ports/order-documents.js';

/** A UUID that ends so. */
export const idOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Differs from others in everything by which one searches. */
export function orderOf(n: number, more: Partial<OrderDocument> = {}): OrderDocument {
  return {
    id: idOf(n),
    version: 1,
    status: n % 3 ? 'confirmed' : 'cancelled',
    reason: n % 3 ? null : 'out-of-stock',
    payment: n % 3 ? 'captured' : 'declined',
    customer: { id: idOf(1_000_000 + (n % 7)), name: `Ada ${n % 7}`, email: `ada-${n % 7}@example.com` },
    lines: [line(n % 5), line(5 + (n % 2))],
    total: { amount: 100 * n, currency: 'EUR' },
    placedAt: new Date(Date.UTC(2030, 0, 1, n)).toISOString(),
    settledAt: null,
    ...more,
  };
}

export const productOf = (n: number): string => idOf(2_000_000 + n);

const line = (n: number): OrderDocument['lines'][number] => ({
  productId: productOf(n),
  sku: `MUG-${n}`,
  name: `Mug no${n}`,
  quantity: 1,
  unitPrice: { amount: 100, currency: 'EUR' },
});

export const wanting = (criteria: Criteria, more: Partial<Wanted> = {}): Wanted => ({
  criteria,
  order: 'newest',
  most: 20,
  ...more,
});
