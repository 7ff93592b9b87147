import type { QueryRunner } from 'typeorm';
import { contextDataSource, migrate } from '#libs/database';

// begins a migration and stays in it until it is killed
class CreateThings1700000000001 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (id int PRIMARY KEY)');
    console.log('half done');
    await runner.query('SELECT pg_sleep(30)');
  }
  async down(): Promise<void> {}
}

const url = process.argv[2]!;
await migrate(
  contextDataSource({ name: 'things', url, entities: [], migrations: [CreateThings1700000000001], poolSize: 2 }),
  'things',
);
