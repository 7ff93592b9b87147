import { adminSession } from '#libs/database';
import { Engine, newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { waitFor } from '#test/wait-for';
import { OrdersModule } from '../index.js';
import { cart, customer, priced } from '../orders.fixtures.js';

const labels = { projection: 'orders', store: 'postgres' };

let metrics: ScrapedMetrics;
let orders: LoneContext;
const mug = newId();
beforeAll(async () => {
  metrics = await ScrapedMetrics.start();
  orders = await testContext(OrdersModule);
  await orders.given(priced(mug));
});
afterAll(async () => {
  await orders?.close();
  await metrics.end();
});

const write = (sql: string) => adminSession((orders.db.options as { url: string }).url, (client) => client.query(sql));
const place = () => orders.ask(cart(mug), { caller: customer() });
const read = async (name: string, more = {}) => (await metrics.read()).sum(name, { ...labels, ...more });
const becomes = (name: string, isSo: (value: number) => boolean, more = {}) =>
  waitFor(async () => {
    const value = (await read(name, more)) ?? -1;
    return isSo(value) ? undefined : `${name} is ${value}`;
  });

it('counts the documents that are written, from 0, and says how far a copy is behind', async () => {
  expect(await read('cleave_projection_failures_total')).toBe(0);
  const before = (await read('cleave_projection_written_total')) ?? 0;
  await place();
  await becomes('cleave_projection_written_total', (written) => written > before);
  await becomes('cleave_projection_documents', (documents) => documents > 0, { state: 'live' });
  await becomes('cleave_projection_lag_seconds', (lag) => lag === 0, { state: 'live' });
});

it('a store that cannot write is a failure each time, a lag that grows, and a reason at the management port', async () => {
  await write('ALTER TABLE order_document_1 ADD CONSTRAINT full_up CHECK (false) NOT VALID');
  await place();
  await becomes('cleave_projection_failures_total', (failures) => failures > 0);
  await becomes('cleave_projection_lag_seconds', (lag) => lag > 1, { state: 'live' });
  const { projections } = orders.app.get(Engine).shown();
  expect(projections).toEqual({
    'orders@postgres 1': expect.objectContaining({
      state: 'live',
      holder: 'test',
      trouble: expect.stringMatching(/full_up/),
    }),
  });
  expect(orders.app.get(Engine).trouble()).toBeUndefined();

  await write('ALTER TABLE order_document_1 DROP CONSTRAINT full_up');
  await becomes('cleave_projection_lag_seconds', (lag) => lag === 0, { state: 'live' });
  await waitFor(async () => {
    const { projections: now } = orders.app.get(Engine).shown();
    return JSON.stringify(now).includes('trouble') ? JSON.stringify(now) : undefined;
  });
});
