import { randomBytes } from 'node:crypto';
import { type Api, customer, operator, orderOf, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { OtlpReceiver } from '#test/otlp-receiver';
import { waitFor } from '#test/wait-for';
import { bookedFor, mailsOf, standingOf } from '../acceptance/suites/looks.js';

/** How long the provider says nothing of a charge that it has made: longer than a restart takes. */
const SILENCE_MS = 4_000;

let otlp: OtlpReceiver;
let cleave: Cleave;
let ada: Api;
beforeAll(async () => {
  otlp = await OtlpReceiver.start();
  const settings = { CLEAVE_PROVIDER_SILENCE_MS: `${SILENCE_MS}`, CLEAVE_RETRY_MS: '200', ...otlp.settings };
  cleave = await Cleave.start(settings, { placement: 'placements/microservices.yaml' });
  ada = await customer(cleave);
});
afterAll(async () => {
  await cleave.discard();
  await otlp.close();
});

it('a process that is killed in the middle of a call leaves a gap, and is followed by the redelivery; nothing happens twice', async () => {
  const mug = await stocked(await operator(cleave), 3);
  const traceId = randomBytes(16).toString('hex');
  const { body: order } = await ada.order(orderOf(mug, 2, 'pm_cleave_silent'), {
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
  });
  const calls = () => otlp.trace(traceId).named('create payments.capture-charge.v1');
  await waitFor(async () => {
    if (!(await bookedFor(cleave, order)).length) return 'the provider has charged nothing yet';
    return calls().length ? undefined : 'the process that is to be killed has not told of the call yet';
  });
  process.kill(cleave.member('payments').pid, 'SIGKILL');
  const killedAt = Date.now();

  await waitFor(async () => {
    const { status, progress } = await standingOf(ada, order);
    return status === 'confirmed' ? undefined : `the order is ${status} (${progress})`;
  });
  await mailsOf(ada, order);
  expect(await bookedFor(cleave, order)).toEqual(['charge captured']);

  const trace = await otlp.whole(traceId, (so) =>
    so.named('process orders.order-confirmed.v1').length && so.tops.length === 1
      ? undefined
      : `not whole:\n${so.drawn}`,
  );
  console.log(trace.drawn);
  expect(trace.impossible).toEqual([]);
  const [created] = trace.named('create payments.capture-charge.v1');
  const redeliveries = trace.named('process payments.capture-charge.v1');
  expect(redeliveries.map(({ parentId }) => parentId)).toEqual(redeliveries.map(() => created!.spanId));
  expect(redeliveries.filter(({ startMs }) => startMs < killedAt)).toEqual([]); // that of the process that was killed went with it
  expect(trace.named('capture charge')).toEqual([]);
  expect(trace.named('find charge').length).toBeGreaterThan(0); // it is asked about, and not made again
  expect(redeliveries[0]!.attributes).toMatchObject({ 'cleave.sends': expect.any(Number) });
  expect(trace.named('process payments.payment-captured.v1')).toHaveLength(1);
});
