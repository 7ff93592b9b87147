import { randomBytes } from 'node:crypto';
import { adminSession } from '#libs/database';
import { dropDatabase } from './drop-database.js';
import { testServer } from './postgres.js';

/** Room for the databases of one installation on the server of the tests. */
export interface OwnDatabases {
  /** What its processes are told. */
  readonly settings: Readonly<Record<string, string>>;
  /** Of one of them, by an administrator. */
  urlOf(owner: string): string;
  drop(): Promise<void>;
}

export async function ownDatabases(): Promise<OwnDatabases> {
  const admin = await testServer();
  const prefix = `own_${process.pid}_${randomBytes(3).toString('hex')}_`;
  return {
    settings: {
      CLEAVE_DATABASE_URL: admin,
      CLEAVE_DATABASE_PREFIX: prefix,
      CLEAVE_SECRET: randomBytes(24).toString('hex'),
    },
    urlOf: (owner) => Object.assign(new URL(admin), { pathname: `/${prefix}${owner}` }).href,
    drop: () =>
      adminSession(admin, async (client) => {
        const like = `${prefix.replaceAll('_', '\\_')}%`;
        const { rows } = await client.query<{ name: string }>(
          'SELECT datname AS name FROM pg_database WHERE datname LIKE $1',
          [like],
        );
        for (const { name } of rows) await dropDatabase(client, name);
      }),
  };
}
