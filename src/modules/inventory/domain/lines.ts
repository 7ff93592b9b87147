import type { Line } from '#shared/kernel';

/** One line per product: an order may name the same product twice. */
export function perProduct(lines: readonly Line[]): Line[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

/** The products that have to be taken from the shelf to look at an order. */
export const productsOf = ({ lines }: { readonly lines: readonly Line[] }): string[] => [
  ...new Set(lines.map(({ productId }) => productId)),
];
