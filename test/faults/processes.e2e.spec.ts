import { readFileSync } from 'node:fs';
import { type Api, customer, operator, orderOf, type Product, stocked } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { areGone, isRunning, type Member } from '#test/members';
import { CONTEXTS } from '#test/owners';
import { waitFor } from '#test/wait-for';

let cleave: Cleave;
let ada: Api;
let mug: Product;
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_MUTE_MS: '3000' }, { placement: 'placements/microservices.yaml' });
  ada = await customer(cleave);
  mug = await stocked(await operator(cleave), 1_000);
});
afterAll(() => cleave.discard());

const environmentOf = ({ pid }: Member): string[] => readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');

/** Waits until another run of the process serves, and an order passes through all of them. */
async function isBack({ process, pid }: Member): Promise<void> {
  await waitFor(async () => {
    const next = cleave.member(process).pid;
    if (next === pid) return `${process} is still the run with pid ${pid}`;
    const { status, text } = await ada.orderAndWait(orderOf(mug, 1));
    return status === 200 ? undefined : `an order is answered ${status}: ${text}`;
  });
}

it('every context runs in a process of its own, and an order passes through them', async () => {
  const hosted = cleave.members.map(({ process, contexts }) => [process, contexts]);
  expect(Object.fromEntries(hosted)).toEqual({
    gateway: [],
    ...Object.fromEntries(CONTEXTS.map((one) => [one, [one]])),
  });
  expect(new Set(cleave.members.map(({ pid }) => pid)).size).toBe(CONTEXTS.length + 1);
  const { status, body } = await ada.orderAndWait(orderOf(mug, 2));
  expect([status, body.status]).toEqual([200, 'confirmed']);
});

it('each serves health on a port of its own, and tells of its context and of what carries messages', async () => {
  const answer = await fetch(`${cleave.member('orders').management}/health`);
  expect(await answer.json()).toEqual({
    status: 'healthy',
    checks: {
      orders: { status: 'up', projections: expect.any(Object) }, // its copies, as soon as they were read
      tcp: { status: 'up', refused: {} },
      process: { status: 'up', secrets: [expect.stringMatching(/^[0-9a-f]{8}$/)] },
    },
  });
});

it('each is given the way to the databases of its own contexts, by their roles, and no other', () => {
  const urls = cleave.members.map((member) => [
    member.process,
    environmentOf(member)
      .filter((line) => line.includes('postgres'))
      .map((line) => line.split('=')[0]),
  ]);
  const variable = (context: string): string => `CLEAVE_DATABASE_URL_${context.toUpperCase()}`;
  expect(Object.fromEntries(urls)).toEqual({
    gateway: [],
    ...Object.fromEntries(CONTEXTS.map((context) => [context, [variable(context)]])),
    payments: [variable('payments'), variable('provider')],
  });
});

it.each(['inventory', 'gateway'])('%s, killed with -9, is started again, and service returns', async (name) => {
  const before = cleave.member(name);
  process.kill(before.pid, 'SIGKILL');
  await isBack(before);
});

it('one that is stopped and answers nothing is ended and started again', async () => {
  const before = cleave.member('payments');
  process.kill(before.pid, 'SIGSTOP');
  await isBack(before);
  expect(isRunning(before.pid)).toBe(false);
});

it('nothing was lost or done twice', async () => {
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});

it('SIGTERM ends all of them, each by itself', async () => {
  const { members } = cleave;
  expect(await cleave.stop()).toBe(0); // it is another one when 10 s were not enough
  expect(members).toHaveLength(6);
  expect(members.filter(({ pid }) => isRunning(pid))).toEqual([]);
  expect(cleave.members).toEqual([]);
});

it('none outlives whoever started them, not even one that was stopped', async () => {
  await cleave.run();
  process.kill(cleave.member('orders').pid, 'SIGSTOP');
  process.kill(cleave.pid, 'SIGKILL');
  await areGone(cleave.members);
});
