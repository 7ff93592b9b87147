import { randomBytes } from 'node:crypto';
import { customer, operator, orderOf, stocked, type Api, type Product } from '#test/api';
import { Cleave } from '#test/cleave';
import { cleaveCommand } from '#test/cleave-command';
import { waitFor } from '#test/wait-for';

let cleave: Cleave;
let ada: Api;
let mug: Product;
beforeAll(async () => {
  cleave = await Cleave.start({}, { split: 'payments', traces: true });
  const [customerOf, staff] = await Promise.all([customer(cleave), operator(cleave)]);
  ada = customerOf;
  mug = await stocked(staff, 5);
});
afterAll(() => cleave.discard());

const here = () => ({ CLEAVE_DATA_DIR: cleave.env.CLEAVE_DATA_DIR! });
const trace = (...args: string[]) => cleaveCommand(cleave, ['trace', ...args], here());

/** An order, and its trace as it is drawn once the customer's e-mail and the stock are in it. */
async function traced(): Promise<{ readonly id: string; readonly traceId: string; readonly text: string }> {
  const traceId = randomBytes(16).toString('hex');
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  const { body } = await ada.order(orderOf(mug, 1), { traceparent });
  let text = '';
  await waitFor(async () => {
    const { stdout, stderr } = await trace(body.id);
    text = stdout;
    const isWhole = ['orders.order-confirmed.v1', 'inventory.stock-committed.v1'].every((name) => text.includes(name));
    const isLate = /was not received|payments\.\S+, not processed/.test(text); // each process sends its spans in its own time
    return isWhole && !isLate ? undefined : `the trace has not ended: ${stdout}${stderr}`;
  });
  return { id: body.id, traceId, text };
}

/** The lines that hold this, and their place in the tree. */
const linesOf = (text: string, name: string): string[] => text.split('\n').filter((line) => line.includes(name));

/** Without what served several messages, of which some is exported later. */
const treeOf = (text: string): string => text.slice(0, text.indexOf('In traces of their own'));

let first: Awaited<ReturnType<typeof traced>>;
it('draws one tree from the request to the e-mail, over processes', async () => {
  first = await traced();
  expect(first.text).toMatch(
    new RegExp(`^Order ${first.id}\n\nTrace ${first.traceId}: .* spans of rest-1, payments-1\n`),
  );
  expect(first.text).not.toContain('was not received');
  for (const [place, name] of [
    ['orders in rest-1', 'orders.place-order.v1'],
    ['inventory in rest-1', 'inventory.reserve-stock.v1'],
    ['payments-1', 'payments.charge-payment.v1'],
    ['notifications in rest-1', 'orders.order-confirmed.v1'],
  ] as const)
    expect(linesOf(first.text, name)).toEqual([expect.stringContaining(place)]);
  expect(first.text).toMatch(/links to these: .*× postgresql .*× process .*× send /);
});

it('names it in the story of the order', async () => {
  const story = await cleaveCommand(cleave, ['order', 'story', first.id]);
  expect(story.stdout).toContain(`Trace ${first.traceId}: cleave trace ${first.id}\n`);
});

it('keeps it when a process is killed, and shows how long a message waited for the next one', async () => {
  process.kill(cleave.member('payments').pid, 'SIGKILL');
  const { text } = await traced();
  expect(linesOf(text, 'payments.charge-payment.v1')).toEqual([expect.stringMatching(/, .+ after it was sent/)]);
  expect(linesOf(text, 'payments.capture-charge.v1')).toHaveLength(1);
  expect(treeOf((await trace(first.id)).stdout)).toBe(treeOf(first.text));
});

it('keeps nothing when it has ended', async () => {
  await cleave.stop();
  expect(await trace(first.id)).toMatchObject({ code: 3, stderr: expect.stringContaining('npm start -- --traces') });
});
