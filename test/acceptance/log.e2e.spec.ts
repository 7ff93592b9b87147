import { randomBytes, randomUUID } from 'node:crypto';
import { adminSession } from '#libs/database';
import { Api, customer, emailOf, operator, orderOf, PASSWORD, type Product, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';

/** What an operator reads, of two processes that print everything: `log` and above is what is written by default. */
describe('the log', () => {
  let cleave: Cleave;
  let staff: Api;
  let mug: Product;

  beforeAll(async () => {
    cleave = await Cleave.start({ LOG_LEVEL: 'debug' }, { split: 'inventory' });
    staff = await operator(cleave);
    mug = await stocked(staff, 100);
  });
  afterAll(() => cleave.discard());

  const trace = () => randomBytes(16).toString('hex');
  const within = (id: string) => ({ traceparent: `00-${id}-00f067aa0ba902b7-01` });
  const logged = () => cleave.output.split('\n').filter((line) => line.includes('[Nest]'));
  /** What a process has written of a trace, as soon as it has written something. */
  async function linesOf(id: string, process = /./): Promise<string[]> {
    const lines = () => logged().filter((line) => line.includes(id) && process.test(line));
    await waitFor(async () => (lines().length ? undefined : `no line of trace ${id}`));
    return lines();
  }

  it('a 500 from another process is found by its trace id, in a line of that process and in one of the gateway', async () => {
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
    const [there] = await linesOf(id, /^ *inventory \|/);
    expect(there).toMatch(/ERROR.*inventory\.list-products\.v1 fails.*42703/);
    expect(await linesOf(id, /^ *rest \|/)).toEqual([expect.stringMatching(/ERROR.*GET \/v1\/products fails: 500/)]);
  });

  it('who signs in, and who does not, is found by its trace id, without the address', async () => {
    const [good, bad, email] = [trace(), trace(), emailOf('grace')];
    const api = new Api(cleave.url);
    const user = await api.post<{ id: string }>('/v1/users', { email, password: PASSWORD, name: 'Grace' });
    await api.post('/v1/sessions', { email, password: PASSWORD }, within(good));
    await api.post('/v1/sessions', { email, password: 'wrong horse' }, within(bad));
    expect(await linesOf(good)).toEqual([
      expect.stringMatching(/ LOG .*authenticate\.v1: done .*address=g…@example\.org/),
    ]);
    expect((await linesOf(good))[0]).toContain(user.body.id);
    expect(await linesOf(bad)).toEqual([
      expect.stringMatching(/ LOG .*authenticate\.v1: users\.wrong-credentials .*address=g…@example\.org/),
    ]);
  });

  it('refusals are written with who, what and trace: no token, not allowed, somebody else’s order', async () => {
    const [none, role, foreign] = [trace(), trace(), trace()];
    const [ada, eve] = [await customer(cleave), await customer(cleave)];
    const { body: order } = await ada.order(orderOf(mug, 1));
    await new Api(cleave.url, 'eyJhbGciOiJub25lIn0.e30.AAAA').get('/v1/orders', within(none));
    await eve.get('/v1/ops/lag', within(role));
    await eve.get(`/v1/orders/${order.id}`, within(foreign));
    expect((await linesOf(none))[0]).toMatch(/ LOG .*GET \/v1\/orders is refused: 401 auth\.token-invalid .*from=127/);
    expect((await linesOf(role))[0]).toMatch(/ LOG .*\/v1\/ops\/lag is refused: 403 auth\.not-allowed .*role=customer/);
    const [line] = await linesOf(foreign);
    expect(line).toMatch(/ LOG .*is refused: 404 orders\.not-found .*user=/);
    expect(line).toContain(order.id);
  });

  it('operators’ acts are written where they are done', async () => {
    const [added, received] = [trace(), trace()];
    const price = { amount: 900, currency: 'EUR' };
    const sku = `TEA-${randomUUID()}`;
    const tea = await staff.post<Product>('/v1/products', { sku, name: 'Tea', price }, within(added));
    const change = { delta: 3, reason: 'found behind the shelf' };
    await staff.post(`/v1/products/${tea.body.id}/stock`, change, within(received));
    expect((await linesOf(added))[0]).toMatch(
      new RegExp(
        `^ *inventory .* LOG .*add-product\\.v1: done by=.* role=operator .*sku=${sku}.*product=${tea.body.id}`,
      ),
    );
    expect((await linesOf(received))[0]).toMatch(/adjust-stock\.v1: done .*delta=3 reason="found behind the shelf"/);
    expect(cleave.output).toMatch(/ LOG .*appoint-operator\.v1: done .*address=o…@cleave\.example/);
  });

  it('an order that goes well writes nothing by default, and no secret is in any line', async () => {
    const email = emailOf('ida');
    const ida = await customer(cleave, email);
    const from = logged().length;
    const key = randomUUID();
    const order = await ida.orderAndWait(orderOf(mug, 1), { 'idempotency-key': key });
    expect(order.body.status).toBe('confirmed');
    const isWritten = (line: string) => / (LOG|WARN|ERROR|FATAL) (?!\[users audit\])/.test(line); // signing in, a moment ago
    expect(logged().slice(from).filter(isWritten)).toEqual([]);
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
      expect(logged().join('\n')).not.toContain(secret);
    expect(cleave.output).not.toMatch(/\|\s+at /);
  });
});
