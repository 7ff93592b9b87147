import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#libs/free-ports';
import { customer, orderOf, signedIn, stocked } from '#test/api';
import { openBooks } from '#test/books';
import { type OwnDatabases, ownDatabases } from '#test/own-databases';
import { CONTEXTS } from '#test/owners';
import { Program } from '#test/program';

const operator = { email: 'operator@cleave.example', password: 'correct horse' };

let databases: OwnDatabases;
let folder: string;
let file: string;
let healthOfPayments: number;
beforeAll(async () => {
  databases = await ownDatabases();
  folder = mkdtempSync(join(tmpdir(), 'cleave-alone-'));
  file = join(folder, 'placement.yaml');
  const [rest, payments, health] = [await freePort(), await freePort(), (healthOfPayments = await freePort())];
  writeFileSync(
    file,
    `processes:
  rest: { contexts: [gateway], address: '127.0.0.1:${rest}' }
  payments: { address: '127.0.0.1:${payments}', management: ${health} }
`,
  );
});
afterAll(async () => {
  await databases.drop();
  rmSync(folder, { recursive: true });
});

/** Each on a folder of its own, as containers have. */
const settingsFor = (name: string): Record<string, string> => ({
  ...databases.settings,
  CLEAVE_DATA_DIR: join(folder, name),
  CLEAVE_OPERATOR_EMAIL: operator.email,
  CLEAVE_OPERATOR_PASSWORD: operator.password,
  PORT: '0',
});

it('five migrations at once migrate once', async () => {
  const programs = CONTEXTS.map((name) => Program.start('migrate', [], settingsFor(name)));
  const codes = await Promise.all(programs.map((program) => program.end()));
  expect({ codes, output: programs.map(({ output }) => output).join('') }).toEqual({
    codes: CONTEXTS.map(() => 0),
    output: CONTEXTS.map((name) => `${name} is up to date\n`)
      .join('')
      .repeat(CONTEXTS.length),
  });
  const books = await openBooks(Object.fromEntries(CONTEXTS.map((name) => [name, databases.urlOf(name)])));
  const count = 'SELECT count(*)::int AS all, count(DISTINCT name)::int AS names FROM migrations';
  for (const name of CONTEXTS) {
    const [done] = await books.read<{ all: number; names: number }>(name, count);
    expect(done!.all).toBe(done!.names);
    expect(done!.all).toBeGreaterThan(1);
  }
  await books.close();
});

/** What people did, and, on a busy machine, what a stop waits for. */
const EXPECTED = /^(.*\bINFO: \[(\w+ audit|gateway requests)\]|cleave: stopping; waits for ).*\n/gm;

it('a process starts alone, by the file and its name, and loads no code of others', async () => {
  const payments = Program.start('service', ['--placement', file, '--process', 'payments'], {
    ...settingsFor('payments'),
    CLEAVE_LISTEN_HOST: '0.0.0.0', // as in a container, whose address the placement does not know
  });
  const rest = Program.start('service', [], {
    ...settingsFor('rest'),
    CLEAVE_PLACEMENT: file,
    CLEAVE_PROCESS: 'rest',
  });
  const [{ ready: url }] = await Promise.all([rest.ready(), payments.ready()]);
  expect(await payments.loaded()).toEqual(['payments']);
  const others = CONTEXTS.filter((context) => context !== 'payments');
  expect((await rest.loaded()).toSorted()).toEqual(['gateway', ...others].toSorted());

  const elsewhere = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1'; // others have one loopback address
  expect((await fetch(`http://${elsewhere}:${healthOfPayments}/readyz`)).status).toBe(200);

  const [buyer, mug] = [
    await customer({ url }),
    await stocked(await signedIn({ url }, operator.email, operator.password), 1),
  ];
  const { text, body } = await buyer.orderAndWait(orderOf(mug, 1));
  expect([body.status, text]).toEqual(['confirmed', text]);
  expect(await Promise.all([rest.stop(), payments.stop()])).toEqual([0, 0]);
  expect([rest, payments].map(({ output }) => output.replaceAll(EXPECTED, ''))).toEqual(['', '']);
});

it.each([
  ['without a file', [], /Say of which placement this process is a part: CLEAVE_PLACEMENT, or --placement FILE\./],
  [
    'with a file that does not say where others are',
    ['--placement', 'placements/microservices.yaml', '--process', 'users'],
    /does not say where to find users, inventory, /,
  ],
])('%s it ends with a sentence', async (_, args, sentence) => {
  const program = Program.start('service', args, settingsFor('refused'));
  expect(await program.end()).toBe(1);
  expect(program.output).toMatch(sentence);
  expect(program.output).not.toMatch(/^\s+at /m);
});
