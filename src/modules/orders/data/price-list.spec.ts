import type { Repository } from 'typeorm';
import type { Bus } from '#libs/messaging';
import { money } from '#shared/kernel';
import type { PriceCopy } from './price-copy.entity.js';
import { PriceList } from './price-list.js';

const [mug, tea] = ['mug', 'tea'];
const quote = (productId: string) => ({ productId, price: money(100, 'EUR'), version: 1 });

/** A list with a copy of the mug's price only; counts the queries. */
function priceList() {
  const asked = { here: 0, inventory: 0 };
  const copies = { findBy: async () => (asked.here++, [{ productId: mug }]) };
  const bus = { request: async () => (asked.inventory++, { prices: [quote(tea)] }) };
  return { asked, list: new PriceList(copies as unknown as Repository<PriceCopy>, bus as unknown as Bus) };
}

it('looks once for all who ask at the same time: a thousand statements for something new would wait too long for a connection', async () => {
  const { asked, list } = priceList();
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) => list.askForMissing(n % 2 ? [mug] : [mug, tea])),
  );
  expect(asked).toEqual({ here: 1, inventory: 1 });
  expect(answers.slice(0, 2)).toEqual([[quote(tea)], []]);
});

it('does not look again for what was seen here, but asks again for what was not', async () => {
  const { asked, list } = priceList();
  await list.askForMissing([mug, tea]);
  await list.askForMissing([mug]);
  expect(asked).toEqual({ here: 1, inventory: 1 });
  await list.askForMissing([mug, tea]);
  expect(asked).toEqual({ here: 2, inventory: 2 });
});

it('a look that failed is not remembered', async () => {
  let fails = true;
  const copies = { findBy: async () => (fails ? Promise.reject(new Error('no connection')) : [{ productId: mug }]) };
  const list = new PriceList(copies as unknown as Repository<PriceCopy>, {} as Bus);
  await expect(list.askForMissing([mug])).rejects.toThrow('no connection');
  fails = false;
  expect(await list.askForMissing([mug])).toEqual([]);
});
