import { ProductChanged } from '#shared/contracts/inventory';
import { UserRegistered } from '#shared/contracts/users';
import { money } from '#shared/kernel';
import { keepCustomerName, keepProductName } from './keep-names.js';
import type { CustomerName, ProductName } from './names.js';

const productId = '01990000-0000-7000-8000-00000000000a';
const userId = '01990000-0000-7000-8000-0000000000ff';

describe('the name of a product', () => {
  const changed = (version: number, name: string) =>
    new ProductChanged({ productId, sku: `SKU-${name}`, name, price: money(500, 'EUR'), version });
  const copy = (version: number, name: string): ProductName => ({ productId, name, sku: `SKU-${name}`, version });

  it('is kept as it comes first, whichever version that is', () => {
    expect(keepProductName(changed(3, 'Mug'), undefined)).toStrictEqual({ set: { copy: copy(3, 'Mug') } });
  });

  it('is replaced by a newer one', () => {
    expect(keepProductName(changed(3, 'Cup'), copy(2, 'Mug'))).toStrictEqual({ set: { copy: copy(3, 'Cup') } });
  });

  it.each([1, 2])('is not replaced by version %i when it has 2 already', (version) => {
    expect(keepProductName(changed(version, 'Cup'), copy(2, 'Mug'))).toStrictEqual({});
  });
});

describe('the name of a customer', () => {
  const told = (version: number, name: string) =>
    new UserRegistered({ userId, name, email: `${name}@example.com`, version });
  const copy = (version: number, name: string): CustomerName => ({
    userId,
    name,
    email: `${name}@example.com`,
    version,
  });

  it('is kept as it comes first, whichever version that is', () => {
    expect(keepCustomerName(told(3, 'ada'), undefined)).toStrictEqual({ set: { copy: copy(3, 'ada') } });
  });

  it('is replaced by a newer one', () => {
    expect(keepCustomerName(told(3, 'grace'), copy(2, 'ada'))).toStrictEqual({ set: { copy: copy(3, 'grace') } });
  });

  it.each([1, 2])('is not replaced by version %i when it has 2 already', (version) => {
    expect(keepCustomerName(told(version, 'grace'), copy(2, 'ada'))).toStrictEqual({});
  });
});
