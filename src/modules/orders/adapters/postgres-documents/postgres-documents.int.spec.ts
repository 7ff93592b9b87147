import { contextDataSource } from '#libs/database';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import type { DataSource } from 'typeorm';
import { describeOrderDocuments } from '../../testing/order-documents.suite.js';
import { PostgresDocuments } from './postgres-documents.js';

let database: FreshDatabase;
let pool: DataSource;

beforeAll(async () => {
  database = await freshDatabase('documents');
  const options = { name: 'documents', url: database.url, entities: [], migrations: [], poolSize: 2, readOnly: true };
  pool = await contextDataSource(options).initialize();
});
afterAll(async () => {
  await pool?.destroy();
  await database?.drop();
});

describeOrderDocuments('PostgreSQL', async () => new PostgresDocuments(database.url, pool));
