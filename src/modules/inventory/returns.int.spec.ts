import { newId } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import {
  AddProduct,
  AdjustStock,
  CommitStock,
  ReleaseStock,
  ReserveStock,
  ReturnStock,
  StockCommitted,
  StockReleased,
  StockReserved,
  StockReturned,
} from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { Reservation } from './data/reservation.entity.js';
import { StockItem } from './data/stock-item.entity.js';
import { StockMovement } from './data/stock-movement.entity.js';
import { InventoryModule } from './index.js';

describe('goods that come back', () => {
  let inventory: LoneContext;
  let mug: string;

  beforeAll(async () => (inventory = await testContext(InventoryModule)));
  afterAll(() => inventory?.close());
  beforeEach(async () => {
    const { id } = await inventory.ask(new AddProduct({ sku: newId(), name: 'Mug', price: money(1_450, 'EUR') }));
    mug = id;
    await inventory.given(new AdjustStock({ productId: mug, delta: 3, reason: 'delivery' }));
  });

  const triedAgain = { outcome: 'failed', permanent: false, counted: true };
  const order = (quantity = 2) => ({ orderId: newId(), returnId: newId(), lines: [{ productId: mug, quantity }] });
  const shelf = () => inventory.db.getRepository(StockItem).findOneBy({ productId: mug });
  const stateOf = async (orderId: string) =>
    (await inventory.db.getRepository(Reservation).findOneBy({ orderId }))?.state;

  it('are on the shelf again, once, however often it is asked', async () => {
    const two = order();
    await inventory.given(new ReserveStock(two), new CommitStock(two));
    (await inventory.when(new ReturnStock(two))).thenSent(
      new StockReturned({ orderId: two.orderId, returnId: two.returnId }),
    );
    (await inventory.again()).thenSentNothing();
    (await inventory.when(new ReturnStock(two))).thenSent(StockReturned); // asked again, told again
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0, received: 3, writtenOff: 0 });
    expect(await stateOf(two.orderId)).toBe('returned');
  });

  it('may be a part: the rest stays away until it comes back, too', async () => {
    const three = order(3);
    await inventory.given(new ReserveStock(three), new CommitStock(three));
    const part = (quantity: number) =>
      inventory.when(new ReturnStock({ ...three, returnId: newId(), lines: [{ productId: mug, quantity }] }));
    (await part(1)).thenSent(StockReturned);
    expect(await shelf()).toMatchObject({ onHand: 1, reserved: 0, committed: 2 });
    expect(await stateOf(three.orderId)).toBe('committed');
    expect((await part(3)).verdict).toMatchObject(triedAgain); // more than is away
    (await part(2)).thenSent(StockReturned);
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0 });
    expect(await stateOf(three.orderId)).toBe('returned');
  });

  it('are sold to somebody else', async () => {
    const [all, next] = [order(3), order(3)];
    await inventory.given(new ReserveStock(all), new CommitStock(all), new ReturnStock(all));
    (await inventory.when(new ReserveStock(next))).thenSent(StockReserved);
    expect(await shelf()).toMatchObject({ onHand: 0, reserved: 3, committed: 0 });
  });

  it('have lines in the ledger, whose sums are the shelf', async () => {
    const [kept, back] = [order(1), order(2)];
    await inventory.given(new ReserveStock(kept), new ReserveStock(back));
    await inventory.given(new CommitStock(kept), new CommitStock(back), new ReturnStock(back));
    const ledger = await inventory.db.getRepository(StockMovement).findBy({ productId: mug });
    expect(ledger.filter(({ reason }) => reason === 'returned')).toMatchObject([
      { orderId: back.orderId, onHand: 2, reserved: 0, committed: -2 },
    ]);
    const sumOf = (column: 'onHand' | 'reserved' | 'committed') => ledger.reduce((sum, line) => sum + line[column], 0);
    const sums = { onHand: sumOf('onHand'), reserved: sumOf('reserved'), committed: sumOf('committed') };
    expect(sums).toEqual({ onHand: 2, reserved: 0, committed: 1 });
    expect(await shelf()).toMatchObject({ ...sums, received: 3, writtenOff: 0 });
  });

  it('must have left the house: what overtakes the commit is tried again, and leaves no mark that the commit could find', async () => {
    const two = order();
    await inventory.given(new ReserveStock(two));
    expect((await inventory.when(new ReturnStock(two))).verdict).toMatchObject(triedAgain);
    expect(await stateOf(two.orderId)).toBe('held');
    (await inventory.when(new CommitStock(two))).thenSent(StockCommitted);
    (await inventory.when(new ReturnStock(two))).thenSent(StockReturned);
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0 });
  });

  it('of an order that is not known leave no mark either', async () => {
    const two = order();
    expect((await inventory.when(new ReturnStock(two))).verdict).toMatchObject(triedAgain);
    expect(await stateOf(two.orderId)).toBeUndefined();
    (await inventory.when(new ReserveStock(two))).thenSent(StockReserved);
  });

  it('are not moved again by late copies of what was before', async () => {
    const two = order();
    await inventory.given(new ReserveStock(two), new CommitStock(two), new ReturnStock(two));
    (await inventory.when(new ReserveStock(two))).thenSent(StockReserved);
    (await inventory.when(new CommitStock(two))).thenSent(StockCommitted);
    (await inventory.when(new ReleaseStock(two))).thenSent(StockReleased);
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0, received: 3 });
  });

  it('come back once when many ask at the same time', async () => {
    const two = order();
    await inventory.given(new ReserveStock(two), new CommitStock(two));
    await Promise.all(Array.from({ length: 20 }, () => inventory.when(new ReturnStock(two))));
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, committed: 0 });
    inventory.others.take();
  });

  it('are asked for by orders alone', async () => {
    (await inventory.when(new ReturnStock(order()), { from: 'gateway' })).thenRefused('message.forbidden');
    (await inventory.receives('inventory.return-stock.v1', { lines: 'x' }, { from: 'orders' })).thenRefused(
      'message.invalid',
    );
  });
});
