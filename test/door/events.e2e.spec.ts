import { Api, customer, emailOf, operator, orderOf, PASSWORD, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';
import { EventClient } from './event-client.js';

const ORDERS = 8;

let cleave: Cleave;
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_MUTE_MS: '600000' }, { placement: 'test/door/events.yaml' });
});
afterAll(() => cleave?.discard());

it('a killed replica of orders and a gateway that stops lose no event of an order, and double none', async () => {
  const email = emailOf('ada');
  const ada = await customer(cleave, email);
  const mug = await stocked(await operator(cleave), 1_000);
  const session = await new Api(cleave.url).post<{ accessToken: string }>('/v1/sessions', {
    email,
    password: PASSWORD,
  });
  expect((await ada.orderAndWait(orderOf(mug, 1))).body.status).toBe('confirmed'); // orders knows the price

  const { pid: rest } = cleave.member('rest');
  process.kill(rest, 'SIGSTOP'); // so that no order goes on until the faults have happened
  const ids: string[] = [];
  for (let n = 0; n < ORDERS; n++) ids.push((await ada.order(orderOf(mug, 1))).body.id);
  const clients = ids.map(
    (id) => new EventClient(`${cleave.url}/v2/orders/${id}/events`, `Bearer ${session.body.accessToken}`),
  );
  const all = Promise.all(clients.map((client) => client.all()));
  const areOpen = (streams: number) =>
    waitFor(async () => {
      const few = clients.filter((client) => client.streams < streams || client.seen.length < 1);
      return few.length ? `${few.length} clients have not opened ${streams} streams` : undefined;
    });
  await areOpen(1);

  process.kill(cleave.member('orders', '1').pid, 'SIGKILL');
  const gateway = cleave.member('gateway').pid;
  process.kill(gateway, 'SIGTERM');
  await waitFor(async () => {
    const isBack = cleave.members.some((member) => member.process === 'gateway' && member.pid !== gateway);
    return isBack ? undefined : 'the gateway has not started again';
  });
  await areOpen(2); // the one that stops may have answered clients that came back at once
  process.kill(rest, 'SIGCONT');

  const confirmed = [
    { id: '1', name: 'placed' },
    { id: '2', name: 'confirmed' },
  ];
  expect(await all).toEqual(Array(ORDERS).fill(confirmed));
});
