import type { ProductChanged } from '#shared/contracts/inventory';
import type { UserRegistered } from '#shared/contracts/users';
import type { CustomerName, ProductName } from './names.js';

/** Updates the copy if the event is newer, since events may arrive in any order. */
export function keepProductName({ productId, name, sku, version }: ProductChanged, copy: ProductName | undefined) {
  if (copy && copy.version >= version) return {};
  return { set: { copy: { productId, name, sku, version } satisfies ProductName } };
}

/** Updates the copy if the event is newer, since events may arrive in any order. */
export function keepCustomerName({ userId, name, email, version }: UserRegistered, copy: CustomerName | undefined) {
  if (copy && copy.version >= version) return {};
  return { set: { copy: { userId, name, email, version } satisfies CustomerName } };
}
