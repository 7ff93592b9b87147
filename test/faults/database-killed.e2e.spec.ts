import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedServer } from '#libs/database';
import { runningOn } from '#libs/hosting/run-state';
import { Api, customer, orderOf, signedIn, stocked, type Order } from '#test/api';
import { Program } from '#test/program';
import { waitFor } from '#test/wait-for';

const operator = { email: 'operator@cleave.example', password: 'correct horse' };
const IN_FLIGHT = 20;

/** Each on the embedded PostgreSQL of a data folder of its own. */
const WAYS: readonly (readonly [app: string, args: readonly string[]])[] = [
  ['monolith', []],
  ['supervisor', ['--split', 'payments']],
];

describe.each(WAYS)('the embedded PostgreSQL of a %s, killed with -9', (app, args) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cleave-database-killed-'));
  const stateOf = (name: string) => JSON.parse(readFileSync(join(dataDir, 'run', `${name}.json`), 'utf8'));
  let program: Program;
  beforeAll(() => {
    program = Program.start(app, args, {
      CLEAVE_DATA_DIR: dataDir,
      CLEAVE_OPERATOR_EMAIL: operator.email,
      CLEAVE_OPERATOR_PASSWORD: operator.password,
      PORT: '0',
    });
  });
  afterAll(async () => {
    await program.stop();
    await discardEmbeddedServer(dataDir);
  });

  it('is started again on its port: readiness says it, orders in flight go on, and the log stays short', async () => {
    const { ready: url } = await program.ready();
    const ada = await customer({ url });
    const mug = await stocked(await signedIn({ url }, operator.email, operator.password), 100);
    const before = stateOf('postgres');
    const { management } = runningOn(dataDir)!;
    const ready = async () => (await new Api(management).get('/readyz')).status;
    expect(await ready()).toBe(200);

    const placed = await Promise.all(Array.from({ length: IN_FLIGHT }, () => ada.order(orderOf(mug, 1))));
    expect(placed.map(({ status }) => status)).toEqual(placed.map(() => 202));
    const alreadyThere = program.output.length;
    process.kill(before.pid, 'SIGKILL');
    await waitFor(async () => ((await ready()) === 503 ? undefined : 'readiness says nothing'));

    await waitFor(async () => {
      const { status, text } = await ada.orderAndWait(orderOf(mug, 1));
      return status === 200 ? undefined : `an order is answered ${status}: ${text}`;
    });
    await waitFor(async () => ((await ready()) === 200 ? undefined : 'it is not ready again'));
    const after = stateOf('postgres');
    expect(after).toEqual({ ...before, pid: expect.any(Number) });
    expect(after.pid).not.toBe(before.pid);

    for (const { body } of placed)
      await waitFor(async () => {
        const { body: order } = await ada.get<Order>(`/v1/orders/${body.id}`);
        return order.status === 'confirmed' ? undefined : `${body.id} is ${order.status} (${order.progress})`;
      });
    const lines = program.output
      .slice(alreadyThere)
      .split('\n')
      .filter((line) => line && !line.includes('[gateway requests]'));
    expect(lines).toContainEqual(expect.stringContaining('PostgreSQL has ended; it is started again'));
    expect(lines.length).toBeLessThan(20);
  });
});
