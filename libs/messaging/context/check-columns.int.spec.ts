import { Module } from '@nestjs/common';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
import { contextDataSource, type DatabaseError } from '#libs/database';
import { testContext } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { ContextModule } from '../index.js';
import { checkColumns } from './check-columns.js';

const SOURCE = `@Entity('product')
export class Product {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'base_color', type: 'text' }) readonly color!: string;
}
`;

@Entity('product')
class Product {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
  @Column({ name: 'base_color', type: 'text' }) readonly color!: string;
}

let database: FreshDatabase;
let source: DataSource;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'columns-'));
  writeFileSync(join(folder, 'product.entity.ts'), SOURCE);
  database = await freshDatabase('columns');
  source = contextDataSource({ name: 'shop', url: database.url, entities: [Product], migrations: [], poolSize: 1 });
  await source.initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const check = () => checkColumns(source, () => `${folder}/shop.module.ts:12`);

it('a table that no migration makes is named, column by column, with what to write and where', async () => {
  const error = (await check().catch((thrown: unknown) => thrown)) as DatabaseError;
  expect(error.code).toBe('database.migration-missing');
  const shown = relative(process.cwd(), folder);
  expect(error.message.split('\n')).toEqual([
    `No migration makes these columns: write ${folder}/data/migrations/000N-what.ts, and list it in the migrations of ${folder}/shop.module.ts.`,
    `  - column product.id, declared in ${shown}/product.entity.ts:3`,
    `  - column product.base_color, declared in ${shown}/product.entity.ts:4`,
  ]);
});

it('so is a column that was added to an entity alone', async () => {
  await source.query('CREATE TABLE product (id uuid PRIMARY KEY)');
  const error = (await check().catch((thrown: unknown) => thrown)) as Error;
  expect(error.message).toMatch(/ {2}- column product\.base_color, declared in .*product\.entity\.ts:4$/);
  expect(error.message).not.toContain('product.id');
});

it('what is there is enough, also when a newer release has added to it', async () => {
  await source.query('ALTER TABLE product ADD base_color text, ADD weight int');
  await expect(check()).resolves.toBeUndefined();
});

it('a context with such an entity does not start, and is told where it lists its migrations', async () => {
  @Module({ imports: [ContextModule.forRoot({ name: 'shop', entities: [Product], migrations: [] })] })
  class ShopModule {}
  const started = testContext(ShopModule).then((context) => context.close());
  await expect(started).rejects.toThrow(/migrations of libs\/messaging\/context\/check-columns\.int\.spec\.ts\./);
});
