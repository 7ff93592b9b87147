import { type Api, customer, operator, type Order, orderOf, type Problem, type Product, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';
import { standingOf } from '../acceptance/suites/looks.js';

/** A context without which no order can be done, in a process of its own. */
let cleave: Cleave;
let ada: Api;
let mug: Product;
const accepted: Order[] = [];
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_MUTE_MS: '120000' }, { split: 'inventory' });
  ada = await customer(cleave);
  mug = await stocked(await operator(cleave), 10_000);
  expect((await ada.orderAndWait(orderOf(mug, 1))).body.status).toBe('confirmed');
});
afterAll(() => cleave.discard());

const inventory = () => cleave.members.find(({ contexts }) => contexts.includes('inventory'))!.pid;

/** One order more; the problem, when it was refused. */
async function place(): Promise<{ problem: Problem; retryAfter: number } | undefined> {
  const { status, body, headers } = await ada.order<Order & Problem>(orderOf(mug, 1));
  if (status === 503) return { problem: body, retryAfter: Number(headers.get('retry-after')) };
  expect(status).toBe(202);
  accepted.push(body);
  return undefined;
}

it('behind an absent neighbour orders are accepted for some seconds, and then no more', async () => {
  process.kill(inventory(), 'SIGSTOP');
  await waitFor(async () => ((await place()) ? undefined : 'orders are still accepted'));
  const { problem, retryAfter } = (await place())!;
  expect(problem).toMatchObject({ status: 503, code: 'context.overloaded' });
  expect(retryAfter).toBeGreaterThanOrEqual(5);
  expect((await ada.get('/v1/products')).status).toBe(503); // those of the neighbour itself
  expect((await ada.get('/v1/orders')).status).toBe(200);
});

it('when it is back, what was accepted is finished, and orders are accepted again', async () => {
  process.kill(inventory(), 'SIGCONT');
  await waitFor(async () => ((await place()) ? 'orders are still refused' : undefined));
  expect(accepted.length).toBeGreaterThan(1);
  await waitFor(async () => {
    const standings = await Promise.all(accepted.map((order) => standingOf(ada, order)));
    const others = standings.filter(({ status }) => status !== 'confirmed');
    return others.length
      ? `${others.length} of ${accepted.length} are not confirmed, one is ${others[0]!.status}`
      : undefined;
  });
});
