import { ChangeProduct, ProductChanged, StockLow } from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { changeProduct } from './change-product.js';
import type { Product } from './product.js';
import { item, mug as id, noon, shelf } from './stock.fixtures.js';

const mug: Product = { id, sku: 'MUG-1', name: 'Mug', priceAmount: 1250, priceCurrency: 'EUR', revision: 3 };
const stock = shelf({ [id]: 5 })[0]!;
const shown = {
  id,
  sku: 'MUG-1',
  name: 'Mug',
  price: money(1250, 'EUR'),
  available: 5,
  version: 3,
  lowStockThreshold: null,
};
const change = (what: Partial<Omit<ChangeProduct, 'id'>>, product: Product | undefined = mug) =>
  changeProduct(new ChangeProduct({ id, version: 3, ...what }), { product, shelf: stock }, item);

describe('changeProduct', () => {
  it('gives a new price, keeps it in the history, and tells whoever has a copy', () => {
    const price = money(1390, 'EUR');
    expect(change({ price })).toEqual({
      set: {
        product: { ...mug, priceAmount: 1390, revision: 4 },
        prices: [{ productId: id, revision: 4, amount: 1390, currency: 'EUR', since: noon }],
        shelf: stock,
      },
      send: [new ProductChanged({ productId: id, sku: 'MUG-1', name: 'Mug', price, version: 4 })],
      reply: { ...shown, price, version: 4 },
    });
  });

  it('gives a new name, which is no new price', () => {
    expect(change({ name: 'Cup' })).toMatchObject({
      set: { product: { ...mug, name: 'Cup', revision: 4 }, prices: [] },
      send: [{ name: 'Cup', price: money(1250, 'EUR'), version: 4 }],
    });
  });

  it('gives the same amount in another currency', () => {
    expect(change({ price: money(1250, 'USD') })).toMatchObject({
      set: { prices: [{ amount: 1250, currency: 'USD' }] },
    });
  });

  it('sets the threshold of low stock, which is one of the version, and tells when it is low already', () => {
    expect(change({ lowStockThreshold: 5 })).toMatchObject({
      set: { product: { revision: 4 }, prices: [], shelf: { ...stock, lowAt: 5 } },
      send: [{ version: 4 }],
      reply: { ...shown, version: 4, lowStockThreshold: 5 },
    });
    expect(change({ lowStockThreshold: 6 }).send?.slice(1)).toEqual([
      new StockLow({ productId: id, onHand: 5, threshold: 6 }),
    ]);
  });

  it.each([{}, { name: 'Mug' }, { lowStockThreshold: null }, { name: 'Mug', price: money(1250, 'EUR') }])(
    'leaves all as it is for %j',
    (same) => {
      expect(change(same)).toEqual({ reply: shown });
    },
  );

  it.each([0, 2, 4])('overwrites nothing that the operator has not seen: version %d', (version) => {
    expect(() => change({ name: 'Cup', version })).toThrow(
      expect.objectContaining({ code: 'inventory.stale-product', details: { version: 3 } }),
    );
  });

  it('knows only products that exist', () => {
    const nothing = { product: undefined, shelf: undefined };
    expect(() => changeProduct(new ChangeProduct({ id, version: 1, name: 'Cup' }), nothing, item)).toThrow(
      'inventory.unknown-product',
    );
  });
});
