import { randomBytes, randomUUID } from 'node:crypto';
import { adminSession } from '#libs/database';
import { Api, customer, emailOf, operator, orderOf, PASSWORD, type Product, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { cleaveCommand } from '#test/cleave-command';
import { waitFor } from '#test/wait-for';
import { keys } from './suites/keys.js';

type LogRecord = Readonly<Record<string, unknown>>;

/** What an operator finds, of two processes that write everything as records: `info` and above is what is written by default. */
describe('the log', () => {
  let cleave: Cleave;
  let staff: Api;
  let mug: Product;

  beforeAll(async () => {
    cleave = await Cleave.start({ LOG_LEVEL: 'debug', LOG_FORMAT: 'json' }, { split: 'inventory' });
    staff = await operator(cleave);
    mug = await stocked(staff, 100);
  });
  afterAll(() => cleave.discard());

  const trace = () => randomBytes(16).toString('hex');
  const within = (id: string) => ({ traceparent: `00-${id}-00f067aa0ba902b7-01` });
  /** Whole lines only: the last one may still be coming. */
  const logged = () =>
    cleave.output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogRecord);
  const isRequest = ({ part }: LogRecord) => part === 'requests';
  /** What was written of a trace, beside the line of the request itself, as soon as both are there. */
  async function told(id: string): Promise<{ request: LogRecord; others: LogRecord[] }> {
    const ofTrace = () => logged().filter(({ trace_id }) => trace_id === id);
    await waitFor(async () => (ofTrace().some(isRequest) ? undefined : `no request of trace ${id}`));
    return { request: ofTrace().find(isRequest)!, others: ofTrace().filter((one) => !isRequest(one)) };
  }

  it('every line is a record that says who writes it', () => {
    const records = logged();
    for (const record of records)
      expect(record).toMatchObject({
        level: expect.stringMatching(/^(debug|info)$/),
        time: expect.stringMatching(/Z$/),
        context: expect.any(String),
        message: expect.any(String),
      });
    const writers = new Set(
      records
        .filter(({ context }) => context !== 'cleave')
        .map(({ process, replica }) => `${String(process)} ${String(replica)}`),
    );
    expect([...writers].toSorted()).toEqual(['inventory 1', 'rest 1']);
  });

  it('a 500 from another process is found by its trace id, in a line of that process and in those of the gateway', async () => {
    const id = trace();
    const rename = (from: string, to: string) =>
      adminSession(cleave.databases['inventory']!, (client) =>
        client.query(`ALTER TABLE product RENAME COLUMN ${from} TO ${to}`),
      );
    await rename('name', 'called');
    const answer = await new Api(cleave.url).get<{ traceId: string }>('/v1/products', within(id));
    await rename('called', 'name');
    expect(answer.status).toBe(500);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(answer.body.traceId).toBe(id);
    const { request, others } = await told(id);
    expect(request).toMatchObject({
      process: 'rest',
      level: 'info',
      route: '/v1/products',
      status: 500,
      code: 'internal',
    });
    expect(
      others.map(({ process, level, message }) => `${String(process)} ${String(level)} ${String(message)}`).toSorted(),
    ).toEqual([
      expect.stringMatching(/^inventory error inventory\.list-products\.v1 fails.*42703/),
      expect.stringMatching(/^rest error GET \/v1\/products fails: 500/),
    ]);
  });

  it('who signs in, and who does not, is found by its trace id, without the address', async () => {
    const [good, bad, email] = [trace(), trace(), emailOf('grace')];
    const api = new Api(cleave.url);
    const user = await api.post<{ id: string }>('/v1/users', { email, password: PASSWORD, name: 'Grace' });
    await api.post('/v1/sessions', { email, password: PASSWORD }, within(good));
    await api.post('/v1/sessions', { email, password: 'wrong horse' }, within(bad));
    const audit = { level: 'info', context: 'users', part: 'audit', address: 'g…@example.org' };
    const done = { ...audit, user: user.body.id, message: 'users.authenticate.v1: done' };
    expect((await told(good)).others).toEqual([expect.objectContaining(done)]);
    const refused = { ...audit, message: 'users.authenticate.v1: users.wrong-credentials' };
    expect((await told(bad)).others).toEqual([expect.objectContaining(refused)]);
  });

  it('refusals are written with who, what and trace: no token, not allowed, somebody else’s order', async () => {
    const [none, role, foreign] = [trace(), trace(), trace()];
    const [ada, eve] = [await customer(cleave), await customer(cleave)];
    const { body: order } = await ada.order(orderOf(mug, 1));
    await new Api(cleave.url, 'eyJhbGciOiJub25lIn0.e30.AAAA').get('/v1/orders', within(none));
    await eve.get('/v1/ops/lag', within(role));
    await eve.get(`/v1/orders/${order.id}`, within(foreign));
    const refused = async (id: string) => (await told(id)).others[0];
    expect(await refused(none)).toMatchObject({
      level: 'info',
      message: 'GET /v1/orders is refused: 401 auth.token-invalid',
      from: '127.0.0.1',
    });
    expect(await refused(role)).toMatchObject({
      message: 'GET /v1/ops/lag is refused: 403 auth.not-allowed',
      role: 'customer',
    });
    expect(await refused(foreign)).toMatchObject({
      message: `GET /v1/orders/${order.id} is refused: 404 orders.not-found`,
      user: expect.any(String),
    });
    expect((await told(foreign)).request).toMatchObject({ status: 404, key: order.id, code: 'orders.not-found' });
  });

  it('operators’ acts are written where they are done', async () => {
    const [added, received] = [trace(), trace()];
    const price = { amount: 900, currency: 'EUR' };
    const sku = `TEA-${randomUUID()}`;
    const tea = await staff.post<Product>('/v1/products', { sku, name: 'Tea', price }, within(added));
    const change = { delta: 3, reason: 'found behind the shelf' };
    await staff.post(`/v1/products/${tea.body.id}/stock`, change, within(received));
    const audit = { process: 'inventory', part: 'audit', role: 'operator', product: tea.body.id };
    expect((await told(added)).others[0]).toMatchObject({ ...audit, message: 'inventory.add-product.v1: done', sku });
    expect((await told(received)).others[0]).toMatchObject({ ...audit, ...change });
    expect(logged()).toContainEqual(
      expect.objectContaining({ message: 'users.appoint-operator.v1: done', address: 'o…@cleave.example' }),
    );
  });

  it('the levels of parts are changed while they run, and by nobody without the secret', async () => {
    const [hidden, shown] = [trace(), trace()];
    const logLevel = (args: readonly string[], settings = {}) =>
      cleaveCommand(cleave, ['log-level', ...args, '--json'], { ...cleave.env, ...settings });
    const levelsOf = async (...args: readonly string[]) =>
      (JSON.parse((await logLevel(args)).stdout) as { processes: LogRecord[] }).processes;
    expect(await levelsOf('gateway', 'requests=error')).toEqual([
      { process: 'rest', replica: '1', levels: 'debug,requests=error' },
    ]);
    await new Api(cleave.url).get('/v1/orders', within(hidden));
    expect(await logLevel(['debug'], { CLEAVE_SECRET: randomBytes(24).toString('hex') })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('log-level.not-allowed'),
    });
    expect(await logLevel(['loud'])).toMatchObject({ code: 2, stderr: expect.stringContaining('"loud" is no level') });
    const all = ['inventory', 'rest'].map((process) => ({ process, replica: '1', levels: 'debug' }));
    expect(
      (await levelsOf('--reset')).toSorted((a, b) => String(a['process']).localeCompare(String(b['process']))),
    ).toEqual(all);
    await new Api(cleave.url).get('/v1/orders', within(shown));
    await told(shown);
    expect(logged().filter((record) => record['trace_id'] === hidden && isRequest(record))).toEqual([]);
    expect(logged()).toContainEqual(
      expect.objectContaining({
        process: 'rest',
        level: 'warn',
        message: 'log levels are debug,requests=error, and were debug',
      }),
    );
  });

  it('an order that goes well is one line by default, and no secret is in any', async () => {
    const email = emailOf('ida');
    const ida = await customer(cleave, email);
    const [key, id] = [randomUUID(), trace()];
    const order = await ida.orderAndWait(orderOf(mug, 1), { 'idempotency-key': key, ...within(id) });
    expect(order.body.status).toBe('confirmed');
    const { request, others } = await told(id);
    expect(request).toMatchObject({ message: expect.stringMatching(/^POST \/v\d\/orders 20\d$/), key: order.body.id });
    expect(others.filter(({ level }) => level !== 'debug')).toEqual([]);
    for (const secret of [
      PASSWORD,
      'wrong horse',
      cleave.operator.password,
      email,
      key,
      'pm_card_visa',
      'eyJ',
      cleave.env['CLEAVE_SECRET']!,
    ])
      expect(cleave.output).not.toContain(secret);
  });

  keys(() => cleave);
});
