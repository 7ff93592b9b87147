import type { Client } from 'pg';

/** Removes the database of a context with its role and the logins of that. */
export async function dropDatabase(admin: Pick<Client, 'query'>, name: string): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  const { rows } = await admin.query<{ role: string }>(
    `SELECT rolname::text AS role FROM pg_roles WHERE rolname = $1 OR rolname ~ ('^' || $1 || '_[0-9a-f]{8}$')`,
    [name],
  );
  for (const { role } of rows) await admin.query(`DROP ROLE ${role}`);
}
