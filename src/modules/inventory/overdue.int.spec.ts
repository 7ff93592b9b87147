import { newId, written } from '#libs/messaging';
import { type LoneContext, testContext } from '#libs/testing';
import {
  AddProduct,
  AdjustStock,
  CommitStock,
  ReleaseStock,
  ReserveStock,
  StockOverdue,
  StockRejected,
  StockReleased,
} from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import { Reservation } from './data/reservation.entity.js';
import { StockItem } from './data/stock-item.entity.js';
import { InventoryModule } from './index.js';
import { DUE, WALK } from './overdue/overdue-sql.js';
import { Overdue } from './overdue/overdue.js';

describe('stock that is held for long', () => {
  let inventory: LoneContext;
  let mug: string;

  beforeAll(async () => (inventory = await testContext(InventoryModule)));
  afterAll(() => inventory?.close());
  beforeEach(async () => {
    const { id } = await inventory.ask(new AddProduct({ sku: newId(), name: 'Mug', price: money(1_450, 'EUR') }));
    mug = id;
    await inventory.given(new AdjustStock({ productId: mug, delta: 3, reason: 'delivery' }));
    await change('DELETE FROM reservation_watch');
  });

  const change = (sql: string, ...values: readonly unknown[]) =>
    written(inventory.db, (db) => db.query(sql, [...values]));
  const order = (quantity = 2, orderId = newId()) => ({ orderId, lines: [{ productId: mug, quantity }] });
  const shelf = () => inventory.db.getRepository(StockItem).findOneBy({ productId: mug });
  const reservation = (orderId: string) => inventory.db.getRepository(Reservation).findOneByOrFail({ orderId });
  const watched = () => inventory.db.query('SELECT order_id FROM reservation_watch');
  const overdue = async ({ orderId, lines }: ReturnType<typeof order>) =>
    new StockOverdue({ orderId, lines, since: (await reservation(orderId)).since.toISOString() });
  const round = () => inventory.app.get(Overdue).round();
  const asked = (...orders: readonly StockOverdue[]) => inventory.eventuallySent(...orders);

  it('is asked about, once until the next pause, and released by its order alone', async () => {
    const two = order();
    await inventory.given(new ReserveStock(two));
    await inventory.whenTimeElapses('9m');
    await round();
    await asked();
    await inventory.whenTimeElapses('2m');
    await round();
    await asked(await overdue(two));
    await round();
    await asked();
    expect(await shelf()).toMatchObject({ onHand: 1, reserved: 2 });
    await inventory.whenTimeElapses('10m');
    await round();
    await asked(await overdue(two)); // asked twice, answered twice, released once
    (await inventory.when(new ReleaseStock(two))).thenSent(StockReleased);
    (await inventory.when(new ReleaseStock(two))).thenSent(StockReleased);
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0, received: 3 });
    await inventory.whenTimeElapses('10m');
    await round();
    await asked();
    expect(await watched()).toEqual([]);
  });

  it('is not asked about when the order has ended in the usual way', async () => {
    const [kept, back] = [order(1), order(1)];
    await inventory.given(
      new ReserveStock(kept),
      new ReserveStock(back),
      new CommitStock(kept),
      new ReleaseStock(back),
    );
    await inventory.whenTimeElapses('1h');
    await round();
    await asked();
    expect(await watched()).toEqual([]);
  });

  it('of an order that nobody knows is released, and what is reserved for it later finds that', async () => {
    const two = order();
    await inventory.given(new ReleaseStock(two));
    (await inventory.when(new ReserveStock(two))).thenSent(StockRejected);
    expect(await shelf()).toMatchObject({ onHand: 3, reserved: 0 });
  });

  it('is found although it was reserved long after its order was placed, behind the walk', async () => {
    await inventory.given(new ReserveStock(order(1)));
    await inventory.whenTimeElapses('1h');
    await round();
    inventory.others.take();
    const late = order(1, newId(Date.now() - 3_600_000));
    await inventory.given(new ReserveStock(late));
    await inventory.whenTimeElapses('11m');
    await change('DELETE FROM reservation_watch WHERE order_id <> $1', late.orderId);
    await round();
    await asked(await overdue(late));
  });

  it('is asked about once by several that look at the same time', async () => {
    const all = [order(1), order(1), order(1)];
    await inventory.given(...all.map((one) => new ReserveStock(one)));
    await inventory.whenTimeElapses('11m');
    await Promise.all([round(), round(), round()]);
    await round(); // whoever found the walk taken has looked at nothing
    const told = await Promise.all(all.map(overdue));
    await inventory.eventuallySent(...told);
  });

  it('is found without reading all reservations', async () => {
    const db = inventory.db;
    await change(`
      INSERT INTO reservation SELECT
        (lpad(to_hex(n), 12, '0') || '7000a000000000000000')::uuid, 'committed', '[]', now() FROM generate_series(1, 50000) n`);
    await change(`
      INSERT INTO reservation_watch SELECT
        (lpad(to_hex(n), 12, '0') || '7000a000000000000000')::uuid, now() FROM generate_series(1, 20000) n`);
    await change('ANALYZE reservation, reservation_watch');
    const planOf = async (sql: string, values: unknown[]) => JSON.stringify(await db.query(`EXPLAIN ${sql}`, values));
    const walk = await planOf(WALK, [newId(1_000), newId(2_000), 100]);
    expect(walk).toContain('Index Scan using reservation_pkey');
    const due = await planOf(DUE, [new Date(), new Date(), 100]);
    expect(due).toContain('Index Scan using reservation_watch_looked_at');
    for (const plan of [walk, due]) expect(plan).not.toMatch(/Seq Scan on reservation(?!_walk)/);
  });
});
