import fc from 'fast-check';
import { newId } from '#libs/messaging';
import { TellStory } from '#libs/messaging/ops';
import { testContext, type LoneContext } from '#libs/testing';
import { anyCursor } from '#libs/testing/inputs';
import {
  AddProduct,
  AdjustStock,
  CommitStock,
  GetPrices,
  GetProduct,
  GetProductNames,
  ListProducts,
  ProductChanged,
  ReleaseStock,
  ReserveStock,
  StockCommitted,
  StockRejected,
  StockReleased,
  StockReserved,
} from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { StockItem } from './data/stock-item.entity.js';
import { StockMovement } from './data/stock-movement.entity.js';
import { InventoryModule } from './index.js';

describe('inventory', () => {
  let inventory: LoneContext;
  let mug: string;

  beforeAll(async () => (inventory = await testContext(InventoryModule)));
  afterAll(() => inventory?.close());
  beforeEach(async () => {
    const { id } = await inventory.ask(new AddProduct({ sku: newId(), name: 'Mug', price: money(1_450, 'EUR') }));
    mug = id;
    await inventory.given(new AdjustStock({ productId: mug, delta: 3, reason: 'delivery' }));
  });

  const order = (quantity: number) => ({ orderId: newId(), lines: [{ productId: mug, quantity }] });
  const shelf = () => inventory.db.getRepository(StockItem).findOneBy({ productId: mug });

  it('tells others of a new product', async () => {
    (await inventory.when(new AddProduct({ sku: newId(), name: 'Tea', price: money(890, 'EUR') }))).thenSent(
      ProductChanged,
    );
  });

  it('reserves, once, however often it is asked', async () => {
    const two = order(2);
    (await inventory.when(new ReserveStock(two))).thenSent(new StockReserved({ orderId: two.orderId }));
    (await inventory.again()).thenSentNothing();
    expect(await shelf()).toMatchObject({ onHand: 1, reserved: 2, committed: 0 });
  });

  it('rejects what is not there, and takes nothing', async () => {
    (await inventory.when(new ReserveStock(order(4)))).thenSent(StockRejected);
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0 });
  });

  it('holds nothing for a reserve that its release has overtaken', async () => {
    const two = order(2);
    (await inventory.when(new ReleaseStock(two))).thenSent(StockReleased);
    (await inventory.when(new ReserveStock(two))).thenSent(StockRejected);
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0 });
  });

  it('lets go of what is committed', async () => {
    const two = order(2);
    await inventory.given(new ReserveStock(two));
    (await inventory.when(new CommitStock(two))).thenSent(StockCommitted);
    expect(await shelf()).toMatchObject({ onHand: 1, reserved: 0, committed: 2 });
  });

  it('puts back what is released, once', async () => {
    const two = order(2);
    await inventory.given(new ReserveStock(two));
    (await inventory.when(new ReleaseStock(two))).thenSent(new StockReleased({ orderId: two.orderId }));
    (await inventory.again()).thenSentNothing();
    (await inventory.when(new ReleaseStock(two))).thenSent(StockReleased); // asked again, told again
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0 });
  });

  it('commits once, and does not take back what is committed', async () => {
    const two = order(2);
    await inventory.given(new ReserveStock(two), new CommitStock(two));
    (await inventory.when(new CommitStock(two))).thenSent(StockCommitted);
    (await inventory.when(new ReleaseStock(two))).thenSent(StockReleased);
    expect(await shelf()).toMatchObject({ onHand: 1, reserved: 0, committed: 2, received: 3, writtenOff: 0 });
  });

  it('takes all lines of an order or none', async () => {
    const { id: tea } = await inventory.ask(new AddProduct({ sku: newId(), name: 'Tea', price: money(890, 'EUR') }));
    inventory.others.take();
    const lines = [mug, tea].map((productId) => ({ productId, quantity: 1 }));
    const orderId = newId();
    const missing = [{ productId: tea, wanted: 1, available: 0 }];
    (await inventory.when(new ReserveStock({ orderId, lines }))).thenSent(new StockRejected({ orderId, missing }));
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0 });
  });

  it('sells the last one once to many who want it at the same time', async () => {
    const wishes = Array.from({ length: 20 }, () => new ReserveStock(order(1)));
    await Promise.all(wishes.map((wish) => inventory.when(wish)));
    expect(await shelf()).toMatchObject({ onHand: 0, reserved: 3, committed: 0 });
    inventory.others.take();
  });

  it('has a line in the ledger for every change: their sums are the shelf', async () => {
    const [kept, returned] = [order(1), order(2)];
    await inventory.given(new ReserveStock(kept), new ReserveStock(returned));
    await inventory.given(new ReleaseStock(returned), new CommitStock(kept));
    await inventory.ask(new AdjustStock({ productId: mug, delta: -1, reason: 'broken' }));
    const ledger = await inventory.db.getRepository(StockMovement).findBy({ productId: mug });
    const sumOf = (column: 'onHand' | 'reserved' | 'committed') => ledger.reduce((sum, line) => sum + line[column], 0);
    expect(ledger.map(({ reason }) => reason).toSorted()).toEqual([
      'broken',
      'committed',
      'delivery',
      'released',
      'reserved',
      'reserved',
    ]);
    const sums = { onHand: sumOf('onHand'), reserved: sumOf('reserved'), committed: sumOf('committed') };
    expect(sums).toEqual({ onHand: 1, reserved: 0, committed: 1 });
    expect(await shelf()).toMatchObject({ ...sums, received: 3, writtenOff: 1 });
  });

  it('refuses, with a code, what cannot be', async () => {
    const sku = newId();
    const product = new AddProduct({ sku, name: 'Tea', price: money(890, 'EUR') });
    await inventory.ask(product);
    inventory.others.take();
    await expect(inventory.ask(product)).rejects.toMatchObject({ code: 'inventory.sku-taken', kind: 'conflict' });
    const adjusting = (productId: string, delta: number) =>
      inventory.ask(new AdjustStock({ productId, delta, reason: 'count' }));
    await expect(adjusting(mug, -4)).rejects.toMatchObject({
      code: 'inventory.not-enough-stock',
      details: { available: 3 },
    });
    await expect(adjusting(newId(), 1)).rejects.toMatchObject({ code: 'inventory.unknown-product' });
    expect(await shelf()).toMatchObject({ onHand: 3, received: 3, writtenOff: 0 });
  });

  it('shows what is sold, and what it costs', async () => {
    const shown = {
      id: mug,
      sku: expect.any(String),
      name: 'Mug',
      price: money(1_450, 'EUR'),
      available: 3,
      version: 1,
    };
    expect(await inventory.ask(new GetProduct({ id: mug }))).toEqual(shown);
    await expect(inventory.ask(new GetProduct({ id: newId() }))).rejects.toMatchObject({ kind: 'not-found' });
    expect(await inventory.ask(new GetPrices({ productIds: [mug, newId()] }))).toEqual({
      prices: [{ productId: mug, price: money(1_450, 'EUR'), version: 1 }],
    });
    expect(await inventory.ask(new GetProductNames({ productIds: [mug, newId()] }))).toEqual({
      names: [{ productId: mug, name: 'Mug' }],
    });
  });

  it('lists every product once, page by page', async () => {
    const ids: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const { data, page } = await inventory.ask(new ListProducts({ limit: 2, cursor }));
      ids.push(...data.map(({ id }) => id));
      [cursor, more] = [page.next ?? undefined, page.hasMore];
    }
    const all: { id: string }[] = await inventory.db.query('SELECT id FROM product ORDER BY id');
    expect(ids).toEqual(all.map(({ id }) => id));
  });

  it('lists products from no cursor but those that its pages gave', () =>
    fc.assert(
      fc.asyncProperty(anyCursor, async (cursor) => {
        const told = await inventory.ask(new ListProducts({ limit: 2, cursor })).catch((error: unknown) => error);
        if (told instanceof Error) expect(told).toMatchObject({ code: 'inventory.bad-cursor', kind: 'invalid' });
      }),
    ));

  it('tells operators what is held for an order', async () => {
    const two = order(2);
    await inventory.given(new ReserveStock(two));
    const caller = { userId: newId(), role: 'operator' } as const;
    const { facts } = await inventory.ask(new TellStory({ key: two.orderId }), { caller });
    expect(facts).toContainEqual(
      expect.objectContaining({ kind: 'record', what: 'reservation held', details: { lines: two.lines } }),
    );
  });

  it('lets nobody but orders reserve, and only what can be read', async () => {
    (await inventory.when(new ReserveStock(order(1)), { from: 'payments' })).thenRefused('message.forbidden');
    (await inventory.receives('inventory.reserve-stock.v1', { lines: 'x' }, { from: 'orders' })).thenRefused(
      'message.invalid',
    );
  });
});
