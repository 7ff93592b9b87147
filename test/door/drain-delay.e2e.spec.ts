import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { freePort } from '#libs/free-ports';
import { customer, orderOf, signedIn, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';

it('a second signal ends the drain delay, also that of a process that a supervisor runs', async () => {
  const longerThanTheTest = '300000';
  const cleave = await Cleave.start({ CLEAVE_DRAIN_DELAY_MS: longerThanTheTest }, { split: 'payments' });
  try {
    const { management } = cleave;
    const stopped = cleave.stop();
    await waitFor(async () => ((await fetch(`${management}/readyz`)).status === 503 ? undefined : 'it is still ready'));
    await cleave.stop();
    expect(await stopped).toBe(0);
  } finally {
    await cleave.discard();
  }
});

it('is ready when the first operator is there, and serves on for the drain delay while it says that it is not', async () => {
  const managed = await freePort();
  const ready = async (): Promise<number> => (await fetch(`http://127.0.0.1:${managed}/readyz`)).status;
  const port = await freePort();
  const operatorOf = { email: 'first@cleave.example', password: 'correct horse' };
  const starting = Cleave.start({
    PORT: String(port),
    CLEAVE_MANAGEMENT_PORT: String(managed),
    CLEAVE_DRAIN_DELAY_MS: '3000',
    CLEAVE_OPERATOR_EMAIL: operatorOf.email,
    CLEAVE_OPERATOR_PASSWORD: operatorOf.password,
  });
  await waitFor(async () => ((await ready()) === 200 ? undefined : 'it is not ready'));
  const url = `http://127.0.0.1:${port}`;
  const staff = await signedIn({ url }, operatorOf.email, operatorOf.password).catch((error: Error) => error.message);
  const cleave = await starting;
  try {
    if (typeof staff === 'string') throw new Error(staff);
    const ada = await customer({ url });
    const mug = await stocked(staff, 10);

    const stopped = cleave.stop();
    await waitFor(async () => ((await ready()) === 503 ? undefined : 'it is still ready'));
    const [answer] = (await once(get(`${url}/v1/products`, { agent: false }), 'response')) as [IncomingMessage];
    answer.resume();
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
    expect((await ada.order(orderOf(mug, 1))).status).toBe(202);
    expect(await stopped).toBe(0);
  } finally {
    await cleave.discard();
  }
});
