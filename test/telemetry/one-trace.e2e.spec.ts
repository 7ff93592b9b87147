import { randomBytes } from 'node:crypto';
import { type Api, customer, operator, orderOf, stocked } from '#test/api';
import { Cleave, type Placed } from '#test/cleave';
import { OtlpReceiver } from '#test/otlp-receiver';
import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';
import { describeWithRedis, TestRedis } from '#test/redis';
import type { Trace } from '#test/trace';
import { bookedFor, mailsOf } from '../acceptance/suites/looks.js';

const PLACEMENT = 'placements/microservices.yaml';

/** From the request to the e-mail, the provider's answer lost once: what leads to what, by the names of the spans. */
const WAY = [
  'POST /v1/orders',
  'orders.place-order.v1',
  'process inventory.reserve-stock.v1',
  'process inventory.stock-reserved.v1',
  'process payments.charge-payment.v1',
  'process payments.capture-charge.v1',
  'process payments.record-outcome.v1',
  'process payments.payment-captured.v1',
  'process orders.order-confirmed.v1',
];

describe('in one process', () => oneTrace({}, async () => ({})));
describe('over TCP', () => oneTrace({ placement: PLACEMENT }, async () => ({})));

describeWithRedis('over Redis', () => {
  let redis: TestRedis;
  afterAll(() => redis.stop());
  oneTrace({ placement: PLACEMENT, transport: 'redis' }, async () => {
    redis = await TestRedis.start();
    return { REDIS_URL: redis.url };
  });
});

describeWithRabbitmq('over RabbitMQ', () => {
  let rabbitmq: TestRabbitmq;
  afterAll(() => rabbitmq.stop());
  oneTrace({ placement: PLACEMENT, transport: 'rabbitmq' }, async () => {
    rabbitmq = await TestRabbitmq.start();
    return { RABBITMQ_URL: rabbitmq.url };
  });
});

function oneTrace(placed: Placed, servers: () => Promise<Readonly<Record<string, string>>>): void {
  let otlp: OtlpReceiver;
  let cleave: Cleave;
  let ada: Api;
  beforeAll(async () => {
    otlp = await OtlpReceiver.start();
    cleave = await Cleave.start({ CLEAVE_RETRY_MS: '200', ...otlp.settings, ...(await servers()) }, placed);
    ada = await customer(cleave);
  });
  afterAll(async () => {
    await cleave.discard();
    await otlp.close();
  });

  it('an order whose charge was not answered at first is one trace, from the request to the e-mail', async () => {
    const mug = await stocked(await operator(cleave), 3);
    const traceId = randomBytes(16).toString('hex');
    const begun = performance.now();
    const { body: order } = await ada.orderAndWait(orderOf(mug, 2, 'pm_cleave_answerLost'), {
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    });
    expect(order.status).toBe('confirmed');
    await mailsOf(ada, order);
    const tookMs = performance.now() - begun;
    expect(await bookedFor(cleave, order)).toEqual(['charge captured']);

    const trace = await otlp.whole(traceId, missingOf);
    console.log(trace.drawn);
    expect(trace.tops.map(({ name, parentId }) => [name, parentId])).toEqual([['POST /v1/orders', '00f067aa0ba902b7']]);
    expect(trace.impossible).toEqual([]);
    expect(trace.spans.filter(({ isError }) => isError)).toEqual([]);
    const calls = trace.named(/ charge$/).map(({ name, kind }) => `${kind}: ${name}`);
    expect(calls).toEqual(['client: capture charge', 'client: find charge']); // it was made once, and asked about
    expect(trace.durationMs).toBeGreaterThan(200); // the pause before the provider is asked what became of the charge
    expect(trace.durationMs).toBeLessThan(tookMs + 200); // beside the request only the receipts of its last messages
  });
}

/** What of the way to the e-mail has not come yet. */
function missingOf(trace: Trace): string | undefined {
  const mails = trace
    .named(WAY.at(-1)!)
    .filter(({ attributes }) => attributes['messaging.consumer.group.name'] === 'notifications');
  if (!mails.length) return `no ${WAY.at(-1)} of notifications in\n${trace.drawn}`;
  const path = trace.pathTo(mails[0]!).map(({ name }) => name);
  const [next] = path.reduce((left, name) => (name === left[0] ? left.slice(1) : left), WAY);
  return next === undefined && trace.tops.length === 1
    ? undefined
    : `${next} does not lead to the e-mail in\n${trace.drawn}`;
}
