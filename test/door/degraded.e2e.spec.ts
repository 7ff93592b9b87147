import { type Api, customer, operator, orderOf, stocked, type Answer } from '#test/api';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';

/** The gateway composes an order while one of its contexts, in a process of its own, is killed or mute. */
interface Details {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly { readonly name: string | null }[];
  readonly customer: object | null;
  readonly payment: { readonly status: string; readonly attempts: readonly object[] } | null;
  readonly messages: readonly object[] | null;
  readonly degraded: readonly { readonly part: string; readonly code: string }[];
}
interface Timed {
  readonly answer: Answer<Details>;
  readonly ms: number;
}

const ANSWERS = 10;

let cleave: Cleave;
let ada: Api;
let path: string;
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_MUTE_MS: '60000' }, { split: 'payments' });
  ada = await customer(cleave);
  const mug = await stocked(await operator(cleave), 10);
  path = `/v2/orders/${(await ada.orderAndWait(orderOf(mug, 2))).body.id}`;
});
afterAll(() => cleave.discard());

/** Answers one after the other, each with its time. */
async function read(): Promise<readonly Timed[]> {
  const answers: Timed[] = [];
  while (answers.length < ANSWERS) {
    const began = performance.now();
    const answer = await ada.get<Details>(path);
    answers.push({ answer, ms: performance.now() - began });
  }
  return answers;
}

const isWhole = () =>
  waitFor(async () => {
    const { status, body } = await ada.get<Details>(path);
    const { degraded, payment, messages } = body;
    return status === 200 && !degraded.length && payment?.status === 'captured' && messages?.length
      ? undefined
      : JSON.stringify([status, body]);
  });

/** All but the payment, within the 300 ms that are promised: the middle one of ten, since any may wait for a processor. */
function expectAllButPayment(answers: readonly Timed[], codes: readonly string[]): void {
  for (const { answer } of answers) {
    const { status, body } = answer;
    expect([status, body.payment, body.degraded]).toEqual([200, null, [{ part: 'payment', code: expect.any(String) }]]);
    expect(codes).toContain(body.degraded[0]!.code);
    expect(body).toMatchObject({ status: 'confirmed', lines: [{ name: 'Mug' }], customer: { name: 'Ada' } });
    expect(body.messages).toHaveLength(1);
  }
  expect(answers.map(({ ms }) => ms).toSorted((a, b) => a - b)[ANSWERS / 2]).toBeLessThan(300);
}

it('shows the whole order while everybody is there', async () => {
  await isWhole();
  const { body } = await ada.get<Details>(path);
  expect(body).toMatchObject({ customer: { name: 'Ada' }, lines: [{ name: 'Mug' }], payment: { status: 'captured' } });
  expect(body.payment!.attempts).toMatchObject([{ kind: 'charge', outcome: 'captured' }]);
});

it('with payments killed, shows the order within 300 ms and names the payment as missing; with its return, all of it', async () => {
  const { pid } = cleave.member('payments');
  process.kill(cleave.pid, 'SIGSTOP'); // the supervisor, which would start it again meanwhile
  try {
    process.kill(pid, 'SIGKILL');
    await waitFor(async () =>
      (await ada.get<Details>(path)).body.degraded.length ? undefined : 'payments still answers',
    );
    expectAllButPayment(await read(), ['context.unavailable']);
  } finally {
    process.kill(cleave.pid, 'SIGCONT');
  }
  await isWhole();
  // it serves a moment before the supervisor writes down which process it is now
  await waitFor(async () => (cleave.member('payments').pid === pid ? 'the dead process is still named' : undefined));
});

it('with payments mute, does not wait for it for longer either', async () => {
  const { pid } = cleave.member('payments');
  process.kill(pid, 'SIGSTOP');
  try {
    expectAllButPayment(await read(), ['request.deadline', 'context.unavailable']);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await isWhole();
});
