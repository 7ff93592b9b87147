import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api, customer, orderOf, type Product, signedIn } from '#test/api';
import { waitFor } from '#test/wait-for';
import { Started } from '../start/clone.js';
import { Scratch } from './scratch.js';
import { walkIn } from './walk.js';

// What CONTRIBUTING.md says of a use case and of a context, followed to the letter in a copy of the sources: npm run test:walks
const page = readFileSync('CONTRIBUTING.md', 'utf8');
const [useCase, context] = [walkIn(page, 'Add a use case'), walkIn(page, 'Add a context')];
/** What the page mentions, and does not walk. */
const FURTHER = [
  "npm run generate -- use-case shipping get-weight --query --route 'GET /v1/shippings/:id/weight'",
  'npm run generate -- event shipping shipping-sent carrier:text',
];
const MADE =
  'src/modules/shipping src/modules/inventory/domain src/modules/gateway/access test/docs test/architecture/re test/placements/shipped';

const operator = { email: 'operator@cleave.example', password: 'correct horse' };
const scratch = new Scratch();
beforeAll(() => scratch.make());
afterAll(() => scratch.remove());

/** Each file that a command says it wrote, and what git says has become of it. */
async function generate(command: string): Promise<readonly string[]> {
  const said = await scratch.run(command.replace('npm run', 'npm run -s'));
  const paths = said.split('\n').filter((line) => /^(new|changed) {2,}/.test(line));
  const found = (await scratch.run('git status --porcelain --untracked-files=all')).split('\n');
  const unsaid = found
    .filter((line) => line && line[1] !== ' ')
    .map((line) => line.slice(3))
    .filter((path) => !paths.some((line) => line.endsWith(` ${path}`)));
  if (unsaid.length) throw new Error(`${command} does not say that it wrote ${unsaid.join(', ')}`);
  await scratch.run('git add -A');
  return paths;
}

it('a context, a command, an event, what hears one, a timer and a query are generated, and every file is told', async () => {
  const commands = [...useCase.commands, ...context.commands].filter((command) =>
    command.startsWith('npm run generate'),
  );
  for (const command of [...commands, ...FURTHER]) expect((await generate(command)).length).toBeGreaterThan(3);
});

it('what is written by hand are at most five files for a context', () => {
  expect(useCase.files.size).toBeLessThanOrEqual(2);
  expect(context.files.size).toBeLessThanOrEqual(5);
});

it('what is generated passes every check and its specs as made', async () => {
  await scratch.run('npm run -s check');
  await scratch.run(`npm test -- ${MADE} --maxWorkers=2`);
});

it.each([
  ['use-case inventory rename-product', 'declares RenameProduct already'],
  ['use-case shipping begin-shipping --timer', 'commands/begin-shipping.ts is there already'],
  ['use-case inventory Rename', '"Rename" is no name'],
  ['use-case inventory delete', '"delete" is a word of the language'],
  ['use-case nowhere rename-thing', 'there is no src/modules/nowhere/nowhere.module.ts'],
  ['use-case shipping hear-of-it --event orders.order-lost', 'declares no orders.order-lost.v1'],
  ['event shipping shipping-sent', 'declares ShippingSent already'],
  ['context shipping', 'there is a context shipping already'],
  ['context order', '"order" has a meaning already'],
  ["event shipping shipping-lost 'why:prose'", '"why:prose" is no field'],
])('refuses %s in one sentence, and writes nothing', async (words, reason) => {
  const said = scratch.run(`npm run -s generate -- ${words}`);
  await expect(said).rejects.toThrow(`Nothing is written: `);
  await expect(said).rejects.toThrow(reason);
  expect(await scratch.run('git diff')).toBe('');
});

it('touches no file that git could not give back, unless it is told to', async () => {
  const readme = 'src/modules/shipping/README.md';
  scratch.write(readme, `${readFileSync(join(scratch.path, readme), 'utf8')}\nMine.\n`);
  const command = 'npm run -s generate -- event shipping shipping-lost';
  await expect(scratch.run(command)).rejects.toThrow(`${readme} would not be given back by git restore`);
  await scratch.run(`${command} --force && git add -A`);
});

it('the files of the page fit what is generated, and their specs hold', async () => {
  for (const [path, text] of [...useCase.files, ...context.files]) scratch.write(path, text);
  await scratch.run('npm run -s check');
  await scratch.run('npm test -- src/modules/shipping src/modules/inventory/domain --maxWorkers=2');
});

it('a started system renames a product, and shows what becomes of a confirmed order', async () => {
  const data = { CLEAVE_DATA_DIR: join(scratch.path, '.cleave', 'walk') };
  const settings = { CLEAVE_OPERATOR_EMAIL: operator.email, CLEAVE_OPERATOR_PASSWORD: operator.password };
  const system = await Started.npmStart(scratch.path, { ...data, ...settings });
  try {
    await system.ready();
    const visitor = new Api(system.url);
    let [staff, product]: [Api?, Product?] = [];
    await waitFor(async () => {
      staff = await signedIn(system, operator.email, operator.password); // the first start makes him once it serves
      [product] = (await visitor.get<{ data: Product[] }>('/v1/products')).body.data;
      return product ? undefined : 'there is no product yet';
    });

    const body = JSON.stringify({ name: 'Cup of the day' });
    const headers = { 'content-type': 'application/json' };
    const renamed = await staff!.send(`/v1/products/${product!.id}/name`, { method: 'PUT', body, headers });
    expect([renamed.status, renamed.body]).toEqual([200, { id: product!.id }]);
    const shown = await visitor.get<Product>(`/v1/products/${product!.id}`);
    expect(shown.body.name).toBe('Cup of the day');

    const { body: order } = await (await customer(system)).orderAndWait(orderOf(product!, 1));
    await waitFor(async () => {
      const { body: shipping } = await staff!.get<{ status: string }>(`/v1/shippings/${order.id}`);
      return shipping.status === 'packing' ? undefined : JSON.stringify(shipping);
    });
  } finally {
    await system.end('SIGINT');
  }
});
