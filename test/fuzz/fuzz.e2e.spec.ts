import fc from 'fast-check';
import { emailOf, operator as operatorOf, stocked, Api } from '#test/api';
import { violationsAtRest } from '#test/checker';
import { Cleave } from '#test/cleave';
import { closeConnections, type Received, send } from './client.js';
import { plantDeadLetters, removeDeadLetters } from './dead-letters.js';
import { type ApiDocument, type Route, routesOf } from './document.js';
import { Judge } from './judge.js';
import { Known } from './known.js';
import { Requests, type Sender, type Shot } from './requests.js';
import { Tally } from './tally.js';
import { PASSWORD } from './values.js';

// npm run test:fuzz. CLEAVE_FUZZ_REQUESTS and CLEAVE_TEST_SEED repeat a run, up to the order in which answers come.
const REQUESTS = Number(process.env.CLEAVE_FUZZ_REQUESTS ?? 20_000);
const SEED = Number(process.env.CLEAVE_TEST_SEED ?? Date.now() % 1_000_000);
const AT_ONCE = 8;
const MOST_TOLD = 30;

const known = new Known();
const tally = new Tally();
/** One example of each fault, by route and what is wrong. */
const faults = new Map<string, string>();
const tokens: Partial<Record<Sender, string>> = {};
let cleave: Cleave;
let document: ApiDocument;
let routes: readonly Route[];

beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_PROVIDER_SILENCE_MS: '2000', CLEAVE_RATE_LIMITS: 'off' });
  document = (await new Api(cleave.url).get<ApiDocument>('/openapi.json')).body;
  routes = routesOf(document);
  const staff = await operatorOf(cleave);
  for (let n = 0; n < 10; n++) known.add('products', (await stocked(staff, 100_000)).id);
  for (const name of ['ada', 'bob'] as const) {
    const email = emailOf(name);
    await new Api(cleave.url).post('/v1/users', { email, password: PASSWORD, name });
    tokens[name] = await tokenOf(email, PASSWORD);
    known.add('emails', email);
  }
  tokens.operator = await tokenOf(cleave.operator.email, cleave.operator.password);
  await plantDeadLetters(cleave.databases.users!);
});
afterAll(async () => {
  closeConnections();
  await cleave?.discard();
});

const tokenOf = async (email: string, password: string): Promise<string> =>
  (await new Api(cleave.url).post<{ accessToken: string }>('/v1/sessions', { email, password })).body.accessToken;

it(`no input is our fault: ${REQUESTS} requests to every route of the document`, async () => {
  console.log(`CLEAVE_TEST_SEED=${SEED} CLEAVE_FUZZ_REQUESTS=${REQUESTS} repeats this run`);
  const [requests, judge] = [new Requests(document, known), new Judge(document)];
  // What moves goods and money comes more often, since its books are looked at in the end.
  const moving = routes.filter(({ name }) => /^POST \/v\d\/(orders|products\/.*stock)$/.test(name));
  const shots = [...routes, ...moving, ...moving].map((route) => requests.to(route));
  let n = 0;
  const sender = async (): Promise<void> => {
    for (let i = n++; i < REQUESTS && faults.size < MOST_TOLD; i = n++) {
      const [shot] = fc.sample(shots[i % shots.length]!, { seed: SEED + i, numRuns: 1 });
      await shoot(shot!, judge, i);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  console.log([...tally.lines, `503 of ${n}: ${tally.of(503)}`].join('\n'));
  expect([...faults.values()]).toEqual([]);
}, 600_000);

async function shoot(shot: Shot, judge: Judge, n: number): Promise<void> {
  const key = shot.headers['Idempotency-Key'];
  try {
    const answer = await send(cleave.url, shot, tokens[shot.sender]);
    tally.add(shot.meetsRoute ? shot.route.name : `(${shot.fault}) of some route`, answer.status);
    for (const fault of judge.faultsOf(shot, answer)) note(shot, n, fault, answer);
    if (answer.status < 300) known.learn(shot.target.split('?', 1)[0]!, answer.headers, jsonIn(answer));
    if (answer.status === 201 && shot.route.name === 'POST /v1/users')
      known.add('emails', (jsonIn(answer) as { email: string }).email);
    if (typeof key === 'string') known.add('keys', key);
  } catch (error) {
    note(shot, n, `it got no answer: ${String(error)}`);
  }
}

function note(shot: Shot, n: number, what: string, answer?: Received): void {
  const key = `${shot.route.name} ${what}`;
  if (!faults.has(key)) faults.set(key, told(shot, n, what, answer));
}

function jsonIn({ headers, text }: Received): unknown {
  return text && headers['content-type']?.startsWith('application/json') ? JSON.parse(text) : undefined;
}

function told(
  { route, method, target, sender, fault, headers, body }: Shot,
  n: number,
  what: string,
  answer?: Received,
): string {
  const sent = `${method} ${target.slice(0, 300)} by ${sender} ${JSON.stringify(headers)} ${String(body ?? '').slice(0, 300)}`;
  return `request ${n} to ${route.name} (at fault: ${fault}): ${what}\n  ${sent}\n  ${answer?.status} ${answer?.text.slice(0, 300)}`;
}

it('every success that the document promises has happened', () => expect(tally.missing(routes)).toEqual([]));

it('hardly anybody was told to come again', () => expect(tally.of(503)).toBeLessThan(REQUESTS / 50));

it('the process lives, its log has nothing to look at, and the books balance', async () => {
  expect(cleave.isRunning).toBe(true);
  expect(cleave.complaints.filter((line) => !/context\.overloaded|message\.busy/.test(line))).toEqual([]);
  await removeDeadLetters(cleave.databases.users!);
  expect(await violationsAtRest(cleave.databases)).toEqual([]);
});
