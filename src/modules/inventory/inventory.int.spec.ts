import { newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import {
  AddProduct,
  AdjustStock,
  CommitStock,
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

  it('lets nobody but orders reserve, and only what can be read', async () => {
    (await inventory.when(new ReserveStock(order(1)), { from: 'payments' })).thenRefused('message.forbidden');
    (await inventory.receives('inventory.reserve-stock.v1', { lines: 'x' }, { from: 'orders' })).thenRefused(
      'message.invalid',
    );
  });
});
