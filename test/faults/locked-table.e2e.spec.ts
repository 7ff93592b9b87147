import pg from 'pg';
import { Api, customer, operator, orderOf, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';

let cleave: Cleave;
beforeAll(async () => {
  cleave = await Cleave.start();
});
afterAll(() => cleave.discard());

async function down(port: Api) {
  const { body } = await port.get<{ checks: Record<string, { status: string; reason?: string }> }>('/health');
  const all = Object.entries(body.checks).filter(([, { status }]) => status !== 'up');
  return all.map(([name, { reason }]) => [name, reason]);
}

it('a locked table: readiness names the context that cannot write, and is back when it can, without an order', async () => {
  const ada = await customer(cleave);
  const mug = await stocked(await operator(cleave), 10);
  const management = new Api(cleave.management);
  const somebody = new pg.Client({ connectionString: cleave.databases.orders! });
  await somebody.connect();
  await somebody.query('BEGIN; LOCK TABLE event, order_view IN ACCESS EXCLUSIVE MODE');
  const order = ada.order(orderOf(mug, 1));
  await waitFor(async () => ((await management.get('/readyz')).status === 503 ? undefined : '/readyz says 200'));
  expect(await down(management)).toEqual([['orders', 'cannot write: a table is locked by another session']]);
  expect((await ada.get<{ code: string }>('/v1/orders')).body.code).toBe('context.unavailable'); // a read waits for the lock, too
  expect(await down(new Api(cleave.url))).toEqual([['orders', 'it is not ready']]);
  expect((await order).status).toBe(503);
  await somebody.end();
  await waitFor(async () => ((await management.get('/readyz')).status === 200 ? undefined : '/readyz says 503'));
  expect((await ada.orderAndWait(orderOf(mug, 1))).body.status).toBe('confirmed');
});
