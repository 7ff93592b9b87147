import { Api, emailOf, customer, operator, orderOf, stocked } from '#test/api';
import { Cleave } from '#test/cleave';
import { CONTEXTS } from '#test/owners';
import { waitFor } from '#test/wait-for';
import { declared, ROUTES, type Given } from './routes.js';
import { walk, type Clients } from './walk.js';

// docs/partial-failure.md is written from the same declaration: npm run docs:away

/** A process that does not answer is left alone, and a patient caller does not wait longer than the test wants to. */
const SETTINGS = { CLEAVE_MUTE_MS: '600000', CLEAVE_REQUEST_DEADLINE_MS: '2000' };

let cleave: Cleave;
let clients: Clients;
let given: Omit<Given, 'context'>;
let faults: (readonly [route: string, answer: string])[];
beforeEach(() => {
  faults = [];
});
beforeAll(async () => {
  cleave = await Cleave.start(SETTINGS, { placement: 'placements/microservices.yaml' });
  const email = emailOf('ada');
  const [nobody, ada, staff] = [new Api(cleave.url), await customer(cleave, email), await operator(cleave)];
  const product = await stocked(staff, 1_000);
  const { body } = await ada.orderAndWait(orderOf(product, 1));
  expect(body.status).toBe('confirmed');
  clients = { nobody, customer: ada, operator: staff };
  given = { product, orderId: body.id, email };
});
afterAll(() => cleave?.discard());

/** Walks again and again until every route answers as declared; on the way there nothing may be answered with another fault. */
const allAnswerAsDeclared = (away?: string): Promise<void> =>
  waitFor(async () => {
    const answers = await walk(clients, { ...given, context: away ?? 'orders' });
    faults.push(...Object.entries(answers).filter(([, answer]) => /^5(?!03 context\.)/.test(answer)));
    const other = Object.entries(answers).filter(([name, answer]) => answer !== declared(ROUTES[name]!, away));
    if (other.length) return other.map(([name, answer]) => `${name} answers ${answer}`).join('\n');
    return away && (await breakerOf(away)) === 'closed' ? 'the breaker is closed' : undefined;
  });

const breakerOf = async (context: string): Promise<string | undefined> => {
  const { body } = await clients.operator.get<{ data: { name: string; state: string }[] }>('/v1/ops/breakers');
  return body.data.find(({ name }) => name === `gateway to ${context}`)?.state;
};

/** The lag asks every context, so one of these requests is the trial of an open breaker. */
const everyContextServes = (): Promise<void> =>
  waitFor(async () => {
    const { missing } = (await clients.operator.get<{ missing: readonly string[] }>('/v1/ops/lag')).body;
    return missing.length ? `${missing.join()} is missing` : undefined;
  });

it('every route of the OpenAPI document has a declared answer', async () => {
  const { paths } = (await clients.nobody.get<{ paths: Record<string, object> }>('/openapi.json')).body;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(ROUTES).toSorted()).toEqual(routes.toSorted());
});

it('with every context there, every route answers', () => allAnswerAsDeclared());

/** @param back  brings it back, also for the tests after this one */
async function without(context: string, back: () => void): Promise<void> {
  try {
    await allAnswerAsDeclared(context);
  } finally {
    back();
    await everyContextServes();
  }
  expect(await breakerOf(context)).toBe('closed');
  expect(faults).toEqual([]);
}

it.each(CONTEXTS)(
  'with %s killed, every route answers as declared, and its breaker opens and closes',
  async (context) => {
    process.kill(cleave.pid, 'SIGSTOP'); // the supervisor, so that it does not start the context again
    process.kill(cleave.member(context).pid, 'SIGKILL');
    await without(context, () => process.kill(cleave.pid, 'SIGCONT'));
  },
);

it('with inventory stopped, which accepts connections and does not answer, it is the same', async () => {
  const { pid } = cleave.member('inventory');
  process.kill(pid, 'SIGSTOP');
  await without('inventory', () => process.kill(pid, 'SIGCONT'));
});
