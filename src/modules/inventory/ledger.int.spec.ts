import fc from 'fast-check';
import { newId } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import { anyCursor } from '#libs/testing/inputs';
import { AddProduct, AdjustStock, CommitStock, ListStockMovements, ReserveStock } from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { StockLedger } from './data/stock-ledger.js';
import { InventoryModule } from './index.js';

describe('the ledger of a product', () => {
  let inventory: LoneContext;
  let mug: string;
  let tea: string;
  const operator = { caller: { userId: newId(), role: 'operator' } } as const;

  const added = async () =>
    (await inventory.ask(new AddProduct({ sku: newId(), name: 'Mug', price: money(1_450, 'EUR') }))).id;
  /** A moment later, since what happens in one millisecond has no order. */
  const happened = async (message: AdjustStock | ReserveStock | CommitStock) => {
    await inventory.whenTimeElapses('1s');
    await inventory.given(message);
  };
  const adjust = (productId: string, delta: number, reason: string) =>
    happened(new AdjustStock({ productId, delta, reason }));
  const ledger = (productId: string, page: { limit?: number; cursor?: string } = {}) =>
    inventory.ask(new ListStockMovements({ productId, limit: 10, ...page }), operator);

  beforeAll(async () => (inventory = await testContext(InventoryModule)));
  afterAll(() => inventory?.close());
  beforeEach(async () => {
    [mug, tea] = [await added(), await added()];
    await adjust(mug, 3, 'delivery');
    for (const reason of ['delivery', 'found', 'given back']) await adjust(tea, 1, reason);
  });

  it('tells what became of its stock, the latest first, for which order and why', async () => {
    const order = { orderId: newId(), lines: [{ productId: mug, quantity: 2 }] };
    await happened(new ReserveStock(order));
    await happened(new CommitStock(order));
    const entry = { id: expect.any(String), at: expect.any(String) };
    expect(await ledger(mug)).toEqual({
      data: [
        { ...entry, orderId: order.orderId, reason: 'committed', onHand: 0, reserved: -2, committed: 2 },
        { ...entry, orderId: order.orderId, reason: 'reserved', onHand: -2, reserved: 2, committed: 0 },
        { ...entry, orderId: null, reason: 'delivery', onHand: 3, reserved: 0, committed: 0 },
      ],
      page: { next: null, hasMore: false },
    });
  });

  it('is told page by page', async () => {
    const reasons: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const { data, page } = await ledger(tea, { limit: 1, cursor });
      reasons.push(...data.map(({ reason }) => reason));
      [cursor, more] = [page.next ?? undefined, page.hasMore];
    }
    expect(reasons).toEqual(['given back', 'found', 'delivery']);
  });

  it('is looked for among so many movements at once, and goes on where looking has ended', async () => {
    const book = inventory.app.get(StockLedger);
    const looked: (readonly string[])[] = [];
    for (let start: string | undefined, more = true; more;) {
      const { movements, end } = await book.before(start, mug, 10, 2);
      looked.push(movements.map(({ reason }) => reason));
      [start, more] = [end, end !== undefined];
    }
    // the latest two are both of tea, the two before are one of tea and that of the mug, and all others are of other products
    expect(looked.slice(0, 2)).toEqual([[], ['delivery']]);
    expect(looked.slice(2).flat()).toEqual([]);
  });

  it('is empty for a product that never had any stock', async () => {
    expect(await ledger(await added())).toEqual({ data: [], page: { next: null, hasMore: false } });
  });

  it('is for staff, of products that exist, from cursors that it gave', async () => {
    const asked = (caller?: { userId: string; role: 'customer' | 'operator' }) =>
      inventory.ask(new ListStockMovements({ productId: newId(), limit: 1 }), { caller });
    await expect(asked()).rejects.toMatchObject({ code: 'inventory.staff-only', kind: 'forbidden' });
    await expect(asked({ userId: newId(), role: 'customer' })).rejects.toMatchObject({ code: 'inventory.staff-only' });
    await expect(asked(operator.caller)).rejects.toMatchObject({ code: 'inventory.unknown-product' });
    await fc.assert(
      fc.asyncProperty(anyCursor, async (cursor) => {
        const told = await ledger(mug, { cursor }).catch((error: unknown) => error);
        if (told instanceof Error) expect(told).toMatchObject({ code: 'inventory.bad-cursor', kind: 'invalid' });
      }),
    );
  });
});
