import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { child } from '#test/child';
import { ROOT } from './sources.js';

/** Steps of CONTRIBUTING.md of which the last line was not written; and where the start says to write it. */
const FORGOTTEN: readonly [file: string, source: string, said: string][] = [
  [
    'inventory/commands/rename-product.ts',
    '@CommandHandler(RenameProduct)\nexport class RenameProductHandler {}\n',
    '@CommandHandler() RenameProductHandler is not in use: add it to the providers of inventory/inventory.module.ts',
  ],
  [
    'inventory/data/supplier.entity.ts',
    "import { Entity } from 'typeorm';\n\n@Entity('supplier')\nexport class Supplier {}\n",
    '@Entity() Supplier is not in use: add it to the entities of inventory/inventory.module.ts',
  ],
  [
    'users/data/migrations/0002-color.ts',
    'export class UsersColor1700000000002 implements MigrationInterface {}\n',
    'the migration UsersColor1700000000002 is not in use: add it to the migrations of users/users.module.ts',
  ],
  [
    'orders/queries/order-story.ts',
    '@Injectable()\n@Storyteller()\nexport class OrderStory {}\n',
    '@Storyteller() OrderStory is not in use: add it to the providers of orders/orders.module.ts',
  ],
  [
    'gateway/products/suppliers.http.controller.ts',
    "@Controller({ path: 'suppliers', version: '1' })\nexport class SuppliersHttpController {}\n",
    '@Controller() SuppliersHttpController is not in use: add it to the controllers of gateway/gateway.module.ts',
  ],
];

it('a line that was forgotten is named before anything is opened, with its place and where to write it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forgotten-'));
  const [modules, data] = [join(folder, 'modules'), join(folder, 'data')];
  try {
    cpSync(join(ROOT, 'src', 'modules'), modules, { recursive: true });
    for (const [file, source] of FORGOTTEN) writeFileSync(join(modules, file), source);
    mkdirSync(join(modules, 'shipping'));
    writeFileSync(join(modules, 'shipping', 'index.ts'), "export { ShippingModule } from './shipping.module.js';\n");

    const started = child(new URL('forgotten.fixtures.ts', import.meta.url), join(modules, 'contexts.ts'), data);
    const [said, [code]] = await Promise.all([text(started.stdout!), once(started, 'exit')]);

    const shown = `${relative(process.cwd(), modules)}/`;
    const steps = said.split('\n').filter((line) => line.startsWith('  - '));
    expect(steps.map((step) => step.slice(4).replaceAll(shown, '')).toSorted()).toEqual(
      [
        ...FORGOTTEN.map(([file, source, rest]) => `${file}:${source.startsWith('import') ? 3 : 1}: ${rest}`),
        'shipping is the folder of a context that nothing starts: add a line for shipping to contexts.ts',
      ].toSorted(),
    );
    expect(code).toBe(1);
    expect(readdirSync(join(data, 'run'))).toEqual([]); // no database was started, nothing listens
  } finally {
    rmSync(folder, { recursive: true });
  }
});
