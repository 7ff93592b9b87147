import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { child, firstLine, killed } from '#test/child';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { contextDataSource, migrate } from '../index.js';

class CreateThings1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (id int PRIMARY KEY)');
    await runner.query('SELECT pg_sleep(0.1)');
  }
  async down(): Promise<void> {}
}
class FailHalfway1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id int)');
    await runner.query('SELECT 1 / 0');
  }
  async down(): Promise<void> {}
}

const migrations = [CreateThings1700000000001];
const opened: DataSource[] = [];
let database: FreshDatabase;

function source(options: Partial<Parameters<typeof contextDataSource>[0]> = {}): DataSource {
  const made = contextDataSource({
    name: 'things',
    url: database.url,
    entities: [],
    migrations,
    poolSize: 2,
    ...options,
  });
  opened.push(made);
  return made;
}

beforeEach(async () => {
  database = await freshDatabase('migrate');
});
afterEach(async () => {
  for (const one of opened.splice(0)) if (one.isInitialized) await one.destroy();
  await database.drop();
});

describe('migrate', () => {
  it('runs once, however many processes begin at once', async () => {
    const ran = await Promise.all([1, 2, 3, 4, 5].map(() => migrate(source(), 'things')));
    expect(ran.flat()).toEqual(['CreateThings1700000000001']);
    expect(await migrate(source(), 'things')).toEqual([]);
  });

  it('undoes a migration that fails and keeps the ones before it', async () => {
    await expect(
      migrate(source({ migrations: [...migrations, FailHalfway1700000000002] }), 'things'),
    ).rejects.toMatchObject({
      code: 'database.migration-failed',
      message: expect.stringContaining('division by zero'),
    });
    const [row] = await opened[0]!.query(
      `SELECT to_regclass('thing') IS NOT NULL AS first, to_regclass('half') IS NOT NULL AS second`,
    );
    expect(row).toEqual({ first: true, second: false });
  });

  it('leaves nothing half done when its process is killed, and the next one goes on', async () => {
    const migrating = child('migrate-slowly', database.url);
    await firstLine(migrating); // the table exists in its transaction
    await killed(migrating);
    expect(await migrate(source(), 'things')).toEqual(['CreateThings1700000000001']);
  });
});

describe('contextDataSource', () => {
  it('throws away a connection whose query timed out', async () => {
    const one = await source({ poolSize: 1 }).initialize();
    const { master } = one.driver as unknown as { master: { options: Record<string, number> } };
    master.options.query_timeout = 100; // for the next connection
    const runner = one.createQueryRunner();
    await (await runner.connect()).end();
    await runner.release();
    await expect(one.query('SELECT pg_sleep(2)')).rejects.toThrow('Query read timeout');
    expect(await one.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('survives connections that the server ends', async () => {
    const one = await source().initialize();
    await one.query('SELECT 1');
    await expect(one.query('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toThrow();
    expect(await one.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses writes when it is read-only, and undefined in a where always', async () => {
    const one = await source({ readOnly: true }).initialize();
    await expect(one.query('CREATE TABLE no (id int)')).rejects.toThrow(/read-only transaction/);
    expect(one.options.invalidWhereValuesBehavior).toEqual({ null: 'throw', undefined: 'throw' });
  });
});
