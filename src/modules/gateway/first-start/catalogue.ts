import type { Bus } from '#libs/messaging';
import { AddProduct, AdjustStock, ListProducts } from '#shared/contracts/inventory';
import { money } from '#shared/kernel';

const GOODS = [
  { sku: 'MUG-01', name: 'Stoneware mug', price: money(1_450, 'EUR'), stock: 500 },
  { sku: 'TEA-07', name: 'Green tea, 100 g', price: money(890, 'EUR'), stock: 500 },
  { sku: 'POT-02', name: 'Cast-iron teapot', price: money(5_900, 'EUR'), stock: 100 },
  { sku: 'TIN-03', name: 'Tea tin', price: money(1_200, 'EUR'), stock: 300 },
  { sku: 'WHISK-1', name: 'Bamboo whisk', price: money(2_100, 'EUR'), stock: 0 },
] as const;

/** Adds a few products when the catalogue is empty. */
export async function demoCatalogue(bus: Bus): Promise<void> {
  const { data } = await bus.request(new ListProducts({ limit: 1 }));
  if (data.length) return;
  for (const { sku, name, price, stock } of GOODS) {
    const { id } = await bus.request(new AddProduct({ sku, name, price }));
    if (stock) await bus.request(new AdjustStock({ productId: id, delta: stock, reason: 'demo catalogue' }));
  }
}
