import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, Api, customer, operator, orderOf, PASSWORD, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { tableOf } from '#test/recovery';
import { describeWithRedis } from '#test/redis';
import { waitFor } from '#test/wait-for';

const DEADLINE_MS = 2_000;
const AT_ONCE = 20;
const UNDER_WAY_MS = 500;
/** What the gateway adds to the time that a client prefers to wait. */
const WAIT_SLACK_MS = 2_000;

interface TimedCall {
  readonly context: string;
  readonly what: string;
  readonly ask: () => Promise<Answer>;
  readonly status: number;
  readonly deadlineMs: number;
  /** It is under way when the process stops. */
  readonly isEarly?: boolean;
}

/** A process that is stopped takes connections and bytes, and answers nothing: its machine is there, and nobody is at home. */
const answersNothing = (transport: string) => (): void => {
  let cleave: Cleave;
  let calls: readonly TimedCall[];
  beforeAll(async () => {
    const settings = { CLEAVE_REQUEST_DEADLINE_MS: String(DEADLINE_MS), CLEAVE_MUTE_MS: '60000' }; // nobody ends it here
    cleave = await Cleave.start(settings, { placement: 'placements/microservices.yaml', transport });
    calls = await callsOf(cleave);
  });
  afterAll(() => cleave.discard());

  it('no call hangs: each is answered by its deadline', async () => {
    const rows = [['stopped', `${AT_ONCE} at once`, 'status', 'deadline', 'longest']];
    for (const call of calls) {
      const { status, longestMs } = await blackHoled(cleave.member(call.context).pid, call);
      expect({ what: call.what, status }).toEqual({ what: call.what, status: [call.status] });
      rows.push([call.context, call.what, `${status.join()}`, `${call.deadlineMs} ms`, `${Math.round(longestMs)} ms`]);
    }
    console.log(`over ${transport}\n${tableOf(rows)}`);
  });
};
describe('over tcp, a context that answers nothing', answersNothing('tcp'));
describeWithRedis('over redis, a context that answers nothing', answersNothing('redis'));

async function callsOf(cleave: Cleave): Promise<readonly TimedCall[]> {
  const [ada, staff, visitor] = [await customer(cleave), await operator(cleave), new Api(cleave.url)];
  const mug = await stocked(staff, 1_000);
  const { body: order } = await ada.orderAndWait(orderOf(mug, 1));
  const { email } = cleave.operator;
  const call = (context: string, what: string, ask: TimedCall['ask']): TimedCall => ({
    context,
    what,
    ask,
    status: 503,
    deadlineMs: DEADLINE_MS,
  });
  const waits = 'POST /v1/orders, Prefer: wait=2, that is already waiting';
  return [
    call('users', 'POST /v1/sessions', () => visitor.post('/v1/sessions', { email, password: PASSWORD })),
    call('inventory', 'GET /v1/products', () => visitor.get('/v1/products')),
    call('orders', 'GET /v1/orders', () => ada.get('/v1/orders')),
    call('orders', 'POST /v1/orders', () => ada.order(orderOf(mug, 1))),
    call('orders', 'POST /v1/orders, Prefer: wait=10', () => ada.orderAndWait(orderOf(mug, 1))),
    {
      ...call('orders', waits, () => ada.order(orderOf(mug, 1, 'pm_cleave_silent'), { prefer: 'wait=2' })),
      status: 202, // it was accepted, and that is known
      deadlineMs: 2_000 + WAIT_SLACK_MS,
      isEarly: true,
    },
    call('notifications', 'GET /v1/orders/…/messages', () => ada.get(`/v1/orders/${order.id}/messages`)),
  ];
}

/** What becomes of many such calls while the process is stopped; afterwards all is well again. */
async function blackHoled(pid: number, { ask, isEarly }: TimedCall) {
  const asked = (): Promise<{ status: number; ms: number }[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, () => timed(ask)));
  const early = isEarly ? asked() : undefined;
  if (isEarly) await pause(UNDER_WAY_MS); // the moment of the fault, not a wait for something
  process.kill(pid, 'SIGSTOP');
  const answers = await (early ?? asked()).finally(() => process.kill(pid, 'SIGCONT'));
  await waitFor(async () => ((await ask()).status === 503 ? 'it does not answer again' : undefined));
  return {
    status: [...new Set(answers.map(({ status }) => status))],
    longestMs: Math.max(...answers.map(({ ms }) => ms)),
  };
}

async function timed(ask: TimedCall['ask']): Promise<{ status: number; ms: number }> {
  const begun = performance.now();
  const { status } = await ask();
  return { status, ms: performance.now() - begun };
}
