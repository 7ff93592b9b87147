import { AddProduct, ProductChanged } from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { addProduct } from './add-product.js';
import type { Product } from './product.js';
import { item, noon } from './stock.fixtures.js';

const command = new AddProduct({ sku: 'MUG-1', name: 'Mug', price: money(1250, 'EUR') });
const product: Product = {
  id: 'id-product',
  sku: 'MUG-1',
  name: 'Mug',
  priceAmount: 1250,
  priceCurrency: 'EUR',
  revision: 1,
};

describe('addProduct', () => {
  it('lists the product with an empty shelf, and tells everybody', () => {
    expect(addProduct(command, undefined, item)).toEqual({
      set: {
        product,
        prices: [{ productId: 'id-product', revision: 1, amount: 1250, currency: 'EUR', since: noon }],
        shelf: [
          { productId: 'id-product', onHand: 0, reserved: 0, committed: 0, received: 0, writtenOff: 0, lowAt: null },
        ],
      },
      send: [
        new ProductChanged({
          productId: 'id-product',
          sku: 'MUG-1',
          name: 'Mug',
          price: money(1250, 'EUR'),
          version: 1,
        }),
      ],
      reply: { id: 'id-product', sku: 'MUG-1', name: 'Mug', price: money(1250, 'EUR'), available: 0, version: 1 },
    });
  });

  it('gives a stock-keeping unit to one product only', () => {
    expect(() => addProduct(command, product, item)).toThrow('inventory.sku-taken');
  });

  it.each(['', 'a b', 'ä', 'x'.repeat(65), "'; DROP TABLE product"])('is never asked for the unit "%s"', (sku) => {
    expect(AddProduct.contract.payload.safeParse({ ...command, sku }).success).toBe(false);
  });

  it.each(['', '   ', 'x'.repeat(201), 'a\u0000b', 'two\nlines'])('is never asked for the name %j', (name) => {
    expect(AddProduct.contract.payload.safeParse({ ...command, name }).success).toBe(false);
  });
});
