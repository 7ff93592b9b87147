import fc from 'fast-check';
import { newId } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import { anyCursor } from '#libs/testing/inputs';
import {
  AddProduct,
  AdjustStock,
  ChangeProduct,
  GetPrices,
  GetProduct,
  ListProductPrices,
  ProductChanged,
  ReleaseStock,
  ReserveStock,
  StockLow,
  StockReserved,
} from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { InventoryPrices1700000000002 } from './data/migrations/0002-prices.js';
import { InventoryModule } from './index.js';

describe('products that change', () => {
  let inventory: LoneContext;
  let mug: string;
  const operator = { caller: { userId: newId(), role: 'operator' } } as const;

  beforeAll(async () => (inventory = await testContext(InventoryModule)));
  afterAll(() => inventory?.close());
  beforeEach(async () => {
    const { id } = await inventory.ask(new AddProduct({ sku: newId(), name: 'Mug', price: money(1_450, 'EUR') }));
    mug = id;
    inventory.others.take();
  });

  const change = (version: number, what: Omit<ChangeProduct, 'id' | 'version'>) =>
    new ChangeProduct({ id: mug, version, ...what });
  const prices = (page: { limit?: number; cursor?: string } = {}) =>
    inventory.ask(new ListProductPrices({ productId: mug, limit: 10, ...page }), operator);

  it('tells others of the next version, and asks the new price from then on', async () => {
    const price = money(1_590, 'EUR');
    (await inventory.when(change(1, { price }))).thenSent(ProductChanged);
    expect(await inventory.ask(new GetProduct({ id: mug }))).toMatchObject({ name: 'Mug', price, version: 2 });
    expect(await inventory.ask(new GetPrices({ productIds: [mug] }))).toEqual({
      prices: [{ productId: mug, price, version: 2 }],
    });
  });

  it('lets one of two who have read the same change it', async () => {
    const names = ['Cup', 'Beaker'];
    const outcomes = await Promise.allSettled(names.map((name) => inventory.ask(change(1, { name }))));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'inventory.stale-product', kind: 'conflict', details: { version: 2 } },
    });
    inventory.others.take();
  });

  it('says nothing to anybody about a change to what it is', async () => {
    (await inventory.when(change(1, { name: 'Mug', price: money(1_450, 'EUR') }))).thenSentNothing();
    expect((await prices()).data).toHaveLength(1);
  });

  it('knows what it has cost, the latest first, page by page', async () => {
    await inventory.given(change(1, { price: money(1_590, 'EUR') }), change(2, { name: 'Cup' }));
    await inventory.given(change(3, { price: money(1_490, 'EUR') }));
    const all = [
      { price: money(1_490, 'EUR'), from: expect.any(String), version: 4 },
      { price: money(1_590, 'EUR'), from: expect.any(String), version: 2 },
      { price: money(1_450, 'EUR'), from: expect.any(String), version: 1 },
    ];
    expect(await prices()).toEqual({ data: all, page: { next: null, hasMore: false } });
    const first = await prices({ limit: 2 });
    expect([first.data, first.page.hasMore]).toEqual([all.slice(0, 2), true]);
    const rest = await prices({ limit: 2, cursor: first.page.next! });
    expect(rest).toEqual({ data: all.slice(2), page: { next: null, hasMore: false } });
  });

  it('tells prices to staff alone, of products that exist, from cursors that it gave', async () => {
    const asked = (caller?: { userId: string; role: 'customer' | 'operator' }) =>
      inventory.ask(new ListProductPrices({ productId: newId(), limit: 1 }), { caller });
    await expect(asked()).rejects.toMatchObject({ code: 'inventory.staff-only', kind: 'forbidden' });
    await expect(asked({ userId: newId(), role: 'customer' })).rejects.toMatchObject({ code: 'inventory.staff-only' });
    await expect(asked(operator.caller)).rejects.toMatchObject({ code: 'inventory.unknown-product' });
    await fc.assert(
      fc.asyncProperty(anyCursor, async (cursor) => {
        const told = await prices({ cursor }).catch((error: unknown) => error);
        if (told instanceof Error) expect(told).toMatchObject({ code: 'inventory.bad-cursor', kind: 'invalid' });
      }),
    );
  });

  it('tells of low stock once for each time that it falls, and the threshold outlives what becomes of the stock', async () => {
    const order = () => ({ orderId: newId(), lines: [{ productId: mug, quantity: 1 }] });
    const [first, second] = [order(), order()];
    const low = new StockLow({ productId: mug, onHand: 1, threshold: 2 });
    await inventory.given(new AdjustStock({ productId: mug, delta: 3, reason: 'delivery' }));
    await inventory.given(new ReserveStock(order()), change(1, { lowStockThreshold: 2 }));
    (await inventory.when(new ReserveStock(first))).thenSent(StockReserved, low);
    (await inventory.again()).thenSentNothing();
    (await inventory.when(new ReserveStock(second))).thenSent(StockReserved);
    await inventory.given(new ReleaseStock(first), new ReleaseStock(second));
    (await inventory.when(new AdjustStock({ productId: mug, delta: -1, reason: 'broken' }))).thenSent(low);
    await inventory.given(change(2, { lowStockThreshold: null }));
    (await inventory.when(new ReserveStock(order()))).thenSent(StockReserved);
  });

  it('has a first price for each product of an older release, from the time that its id tells', async () => {
    const [first] = (await prices()).data;
    const migration = new InventoryPrices1700000000002();
    const runner = inventory.db.createQueryRunner();
    await runner.query('BEGIN READ WRITE');
    await migration.down(runner);
    await migration.up(runner);
    const made: unknown = await runner.query('SELECT * FROM product_price WHERE product_id = $1', [mug]);
    await runner.query('ROLLBACK');
    await runner.release();
    const since = new Date(first!.from);
    expect(made).toEqual([{ product_id: mug, revision: 1, price_amount: '1450', price_currency: 'EUR', since }]);
  });
});
