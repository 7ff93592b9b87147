import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { findProgram } from '#libs/processes';
import { Api, customer, operator, orderOf, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { MetricsText } from '#test/metrics-text';
import { OtlpReceiver } from '#test/otlp-receiver';
import { waitFor } from '#test/wait-for';

/** Of each of two rounds. The whole proof, 12,000 orders of 1,000 users, takes minutes: CLEAVE_TEST_USERS=500 CLEAVE_TEST_REPEATS=3. */
const USERS = Number(process.env.CLEAVE_TEST_USERS ?? 20);
/** How often each user orders every kind. */
const REPEATS = Number(process.env.CLEAVE_TEST_REPEATS ?? 1);
/** What would make a series for each order, user or client. */
const NAMES_SOMEBODY = /[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16}|@|\d{6}/;

let otlp: OtlpReceiver;
let cleave: Cleave;
beforeAll(async () => {
  otlp = await OtlpReceiver.start();
  const settings = { ...otlp.settings, OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'prometheus,otlp' };
  cleave = await Cleave.start({ ...settings, OTEL_METRIC_EXPORT_INTERVAL: '500' }, { split: 'payments' });
});
afterAll(async () => {
  await cleave.discard();
  await otlp.close();
});

const read = () => Promise.all(cleave.managements.map((url) => MetricsText.at(url)));
const sum = async (name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> =>
  (await read()).reduce((total, metrics) => total + (metrics.sum(name, labels) ?? 0), 0);
const seriesOf = async () =>
  new Set(
    (await read()).flatMap(({ series }) => series.map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`)),
  );

/** New users, each with an order of every kind, and a request for what is not there. */
async function round(): Promise<void> {
  const before = await sum('cleave_orders_total');
  const staff = await operator(cleave);
  const [mug, rarity] = [await stocked(staff, 10_000), await stocked(staff, 1)];
  const methods = ['pm_card_visa', 'pm_card_visa_chargeDeclined', 'pm_cleave_answerLost'];
  const buyers: Api[] = [];
  for (let n = 0; n < USERS; n++) buyers.push(await customer(cleave)); // passwords are hashed one at a time
  const shop = async (buyer: Api) => {
    for (let time = 0; time < REPEATS; time++) {
      for (const method of methods) await buyer.orderUntilTaken(orderOf(mug, 1, method));
      await buyer.orderUntilTaken(orderOf(rarity, 2));
    }
    await new Api(cleave.url).get(`/v1/${randomUUID()}/${randomUUID()}`);
  };
  await Promise.all(buyers.map(shop));
  const expected = before + USERS * REPEATS * (methods.length + 1);
  await waitFor(async () => {
    const ended = await sum('cleave_orders_total');
    return ended === expected ? undefined : `${ended} of ${expected} orders are final`;
  });
}

it('an order is seen in every process, by route, contract, transport and outcome', async () => {
  await round();
  const route = { http_request_method: 'POST', http_route: '/v1/orders', http_response_status_code: '202' };
  expect(await sum('http_server_request_duration_seconds_count', route)).toBe(4 * USERS * REPEATS);
  expect(await sum('cleave_orders_total', { outcome: 'confirmed' })).toBe(2 * USERS * REPEATS);
  const charged = { contract: 'payments.charge-payment.v1' };
  expect(await sum('messaging_process_duration_seconds_count', charged)).toBe(3 * USERS * REPEATS);
  expect(await sum('cleave_effect_calls_total', { outcome: 'unknown' })).toBeGreaterThan(0);
  const shown = await (await customer(cleave)).get('/v1/orders');
  expect(shown.status).toBe(200);
  expect(
    await sum('rpc_client_call_duration_seconds_count', { context: 'gateway', transport: 'in-process' }),
  ).toBeGreaterThan(0);
});

it('more orders of more users are no more series, and no label names an order or a user', async () => {
  const before = await seriesOf();
  await round();
  const after = await seriesOf();
  process.stdout.write(`${after.size} series, ${after.size - before.size} of them new in the second round\n`);
  expect([...after].filter((series) => NAMES_SOMEBODY.test(series.replace(/service_instance_id.*/, '')))).toEqual([]);
  expect([...after].filter((series) => !before.has(series)).length).toBeLessThan(USERS);
});

it('every queue says how full it is, and how full it may be', async () => {
  for (const metrics of await read()) {
    const queues = (name: string) =>
      metrics.series.filter((one) => one.name === name).map(({ labels: { queue, context } }) => `${queue} ${context}`);
    expect(queues('cleave_queue_items')).toEqual(queues('cleave_queue_limit'));
    expect(queues('cleave_queue_limit')).toContain('calls over tcp undefined');
  }
  const [gateway] = (await read()).filter((metrics) =>
    metrics.sum('cleave_queue_limit', { queue: 'http connections' }),
  );
  for (const queue of ['event streams', 'password hashes', 'spans'])
    expect(gateway!.sum('cleave_queue_limit', { queue })).toBeGreaterThan(0);
});

it('promtool finds nothing to complain about', async () => {
  if (!findProgram('promtool')) {
    process.stderr.write('\nSKIPPED, for want of promtool on the PATH (apt-get install prometheus)\n');
    return;
  }
  for (const { text, contentType } of await read()) {
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    expect({ status, told: stdout + stderr }).toEqual({ status: 0, told: '' });
  }
});

it('a collector gets the same by OTLP, under the names of OpenTelemetry', async () => {
  await waitFor(async () => {
    const names = new Set(otlp.metrics.map(({ name }) => name));
    const missing = ['http.server.request.duration', 'cleave.orders', 'cleave.outbox.oldest'].filter(
      (n) => !names.has(n),
    );
    return missing.length ? `no ${missing.join()}` : undefined;
  });
});
