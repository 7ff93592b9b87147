import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import * as inventory from '#shared/contracts/inventory';
import { Money, Text } from '#shared/kernel';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const Price = z.strictObject({
  amount: Money.shape.amount,
  currency: Money.shape.currency.refine((code) => CURRENCIES.has(code), 'must be a currency of ISO 4217'),
});

export const NewProduct = z
  .strictObject({ sku: inventory.Sku, name: Text(200), price: Price })
  .meta({ id: 'NewProduct', examples: [{ sku: 'MUG-1', name: 'Mug', price: { amount: 1250, currency: 'EUR' } }] });
export type NewProduct = z.output<typeof NewProduct>;

/** What is to be different; what is not named stays as it is. */
export const ProductChange = z

  .strictObject({
    name: Text(200).optional(),
    price: Price.optional(),
    lowStockThreshold: inventory.LowStockThreshold.nullable()
      .optional()
      .describe('Staff are told when fewer than this are on hand; null: they are not.'),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'nothing to change')
  .meta({ id: 'ProductChange', examples: [{ price: { amount: 1390, currency: 'EUR' } }] });
export type ProductChange = z.output<typeof ProductChange>;

/** Received stock, or stock written off when `delta` is negative. */
export const StockChange = z
  .strictObject({ delta: inventory.StockDelta, reason: inventory.StockReason })
  .meta({ id: 'StockChange', examples: [{ delta: 100, reason: 'delivery 4711' }] });
export type StockChange = z.output<typeof StockChange>;

export const Product = inventory.Product.meta({
  id: 'Product',
  description: 'A product, its price and how many of it can be ordered now.',
  examples: [
    {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      sku: 'MUG-1',
      name: 'Mug',
      price: { amount: 1250, currency: 'EUR' },
      available: 100,
      version: 3,
    },
  ],
});
export const ChangedProduct = inventory.ChangedProduct.meta({
  id: 'ChangedProduct',
  description: 'The product as it is now, with what only staff see of it.',
  examples: [
    {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      sku: 'MUG-1',
      name: 'Mug',
      price: { amount: 1390, currency: 'EUR' },
      available: 100,
      version: 4,
      lowStockThreshold: 20,
    },
  ],
});
export const ProductPage = pageOf(Product)
  .extend({
    stale: z
      .literal(true)
      .optional()
      .describe('Only while inventory is away: the page is the last one that it gave, `Age` seconds ago.'),
  })
  .meta({ id: 'ProductPage', description: 'A page of the catalogue.' });
export const PricePage = pageOf(inventory.PriceEntry).meta({
  id: 'PricePage',
  description: 'What a product has cost and from when on, the latest first.',
  examples: [
    {
      data: [{ price: { amount: 1390, currency: 'EUR' }, from: '2026-11-24T10:00:00.000Z', version: 3 }],
      page: { next: null, hasMore: false },
    },
  ],
});
export const LedgerPage = pageOf(inventory.LedgerEntry).meta({
  id: 'LedgerPage',
  description:
    'Movements of stock, the latest first: by how much each counter has changed, and for which order or why. Their sums are what there is.',
  examples: [
    {
      data: [
        {
          id: '01890a5d-ac96-774b-bcce-b302099a8058',
          at: '2026-11-24T10:00:00.000Z',
          orderId: '01890a5d-ac96-774b-bcce-b302099a8059',
          reason: 'reserved',
          onHand: -2,
          reserved: 2,
          committed: 0,
        },
      ],
      page: { next: null, hasMore: false },
    },
  ],
});
export const Stock = z.object({ productId: z.uuid(), onHand: z.int(), available: z.int() }).meta({
  id: 'Stock',
  description: 'What lies on the shelf, and how much of it is not reserved.',
  examples: [{ productId: '01890a5d-ac96-774b-bcce-b302099a8057', onHand: 120, available: 100 }],
});
