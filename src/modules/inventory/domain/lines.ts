import type { Line } from '#shared/kernel';

/** Merges lines of the same product, which an order may contain. */
export function perProduct(lines: readonly Line[]): Line[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

/** The ids of the stock items that a decision about an order has to load. */
export const productsOf = ({ lines }: { readonly lines: readonly Line[] }): string[] => [
  ...new Set(lines.map(({ productId }) => productId)),
];
