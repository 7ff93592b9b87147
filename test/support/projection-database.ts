import { DataSource } from 'typeorm';
import { ProjectionTables1700000000100 } from '#libs/projections';
import { freshDatabase } from '#libs/testing/postgres';

/** A database with the tables that projections read and write. */
export async function projectionDatabase(): Promise<{ db: DataSource; url: string; close(): Promise<void> }> {
  const { url, drop } = await freshDatabase('projections');
  const db = await new DataSource({ type: 'postgres', url }).initialize();
  await db.query(`
    CREATE TABLE event (
      stream text COLLATE "C", version integer, type text NOT NULL, data text NOT NULL, headers text NOT NULL, at timestamptz NOT NULL,
      PRIMARY KEY (stream, version)
    )`);
  const runner = db.createQueryRunner();
  await new ProjectionTables1700000000100().up(runner);
  await runner.release();
  await db.query(
    'CREATE TABLE label (id uuid PRIMARY KEY, name text, version int, tx xid8 DEFAULT pg_current_xact_id())',
  );
  const close = async () => {
    await db.destroy();
    await drop();
  };
  return { db, url, close };
}
