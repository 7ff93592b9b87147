import { type Api, customer, operator, type Order, orderOf, type Product, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';

const ORDERS = 30;

let cleave: Cleave;
let ada: Api;
let mug: Product;
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_MESSAGE_LOG: '1' }, { placement: 'test/placements/replicas.yaml' });
  ada = await customer(cleave);
  mug = await stocked(await operator(cleave), 1_000);
});
afterAll(() => cleave.discard());

/** Which replica of orders wrote such a line to the message log, after so many characters of it. */
async function replicaThat(line: RegExp, from: number): Promise<string> {
  let found: RegExpExecArray | null = null;
  await waitFor(async () => {
    found = new RegExp(`(orders-\\d)\\W.*${line.source}`).exec(cleave.output.slice(from));
    return found ? undefined : `no line of orders is like ${line.source}`;
  });
  return found![1]!;
}

/** One order alone in the system: who waited with its client, who decided it, and how long its client waited. */
async function ordered() {
  const from = cleave.output.length;
  const begun = performance.now();
  const { status, body } = await ada.orderAndWait(orderOf(mug, 1));
  const ms = performance.now() - begun;
  expect({ status, body }).toMatchObject({ status: 200, body: { status: 'confirmed' } satisfies Partial<Order> });
  const waiter = await replicaThat(/ await-order .* replied/, from);
  const decider = await replicaThat(new RegExp(` payment-captured .* done +${body.id}`), from);
  return { ms, isElsewhere: waiter !== decider };
}

it('Prefer: wait is answered by the replica that did not decide, too', async () => {
  const orders: Awaited<ReturnType<typeof ordered>>[] = [];
  for (let n = 0; n < ORDERS; n++) orders.push(await ordered());
  const mean = (some: typeof orders): string =>
    `${some.length} in ${Math.round(some.reduce((sum, { ms }) => sum + ms, 0) / some.length)} ms on average`;
  const [elsewhere, here] = [orders.filter((one) => one.isElsewhere), orders.filter((one) => !one.isElsewhere)];
  console.log(`waited where it was decided: ${mean(here)}; at the other replica: ${mean(elsewhere)}`);
  expect(elsewhere.length).toBeGreaterThan(0);
});
