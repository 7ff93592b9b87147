import { ProductChanged } from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { keepPrice } from './keep-price.js';
import { priceIn } from './price-copy.js';

const productId = '01990000-0000-7000-8000-00000000000a';
const changed = (version: number, amount: number) =>
  new ProductChanged({ productId, sku: 'mug', name: 'Mug', price: money(amount, 'EUR'), version });
const copy = (priceVersion: number, amount: number) => ({ productId, amount, currency: 'EUR', priceVersion });

describe('keepPrice', () => {
  it('begins with the first event that comes, whichever it is', () => {
    expect(keepPrice(changed(3, 900), undefined)).toStrictEqual({ set: { copy: copy(3, 900) } });
  });

  it('takes a newer version', () => {
    expect(keepPrice(changed(2, 900), copy(1, 500))).toStrictEqual({ set: { copy: copy(2, 900) } });
  });

  it.each([1, 2])('leaves out version %i when it has 2 already', (version) => {
    expect(keepPrice(changed(version, 900), copy(2, 500))).toStrictEqual({});
  });

  it('is a price with its version', () => {
    expect(priceIn(copy(2, 500))).toStrictEqual({ productId, price: money(500, 'EUR'), version: 2 });
  });
});
