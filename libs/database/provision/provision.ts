import type { Client } from 'pg';
import type { Keys } from '#libs/keys';
import { adminSession } from '../admin-session.js';
import { DatabaseError } from '../database-error.js';
import { checkRequirements } from './requirements.js';
import { rolePassword, scramVerifier } from './role-password.js';

export interface ProvisionOptions {
  /** Prefix of the names of databases and roles. @defaultValue 'cleave_' */
  prefix?: string;
  /** Connections that all pools may open together; checked against the server. @defaultValue 0 */
  connections?: number;
}

/**
 * Creates a database and a login role for every context, where missing, and returns their URLs by name. Only that role and
 * administrators can connect to the database. May run in several processes at once, and repeatedly.
 *
 * @param adminUrl URL of a role that may create databases and roles
 * @param keys the passwords of the roles are derived from them
 * @throws DatabaseError unreachable, forbidden, too-old, not-durable, too-few-connections; MissingKey
 */
export async function provision(
  adminUrl: string,
  names: readonly string[],
  keys: Keys,
  { prefix = 'cleave_', connections = 0 }: ProvisionOptions = {},
): Promise<Map<string, string>> {
  const ids = new Map(names.map((name) => [name, roleOf(name, prefix)]));
  await adminSession(adminUrl, async (admin) => {
    await checkRequirements(admin, connections);
    // without it two processes would create the same role, or make each other's CREATE DATABASE fail
    await admin.query(`SELECT pg_advisory_lock(hashtextextended('cleave:provision', 0))`);
    try {
      for (const id of ids.values()) await provisionOne(admin, id, scramVerifier(keys, id));
    } catch (error) {
      throw explained(error);
    }
  });
  return new Map([...ids].map(([name, id]) => [name, roleUrl(adminUrl, id, keys)]));
}

async function provisionOne(admin: Client, id: string, verifier: string): Promise<void> {
  const { rows } = await admin.query<{ role: boolean; database: boolean; owns: boolean }>(
    `SELECT exists(SELECT FROM pg_roles WHERE rolname = $1) AS role,
            exists(SELECT FROM pg_database WHERE datname = $1) AS database,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS owns`,
    [id],
  );
  const has = rows[0]!;
  if (!has.role) await admin.query(`CREATE ROLE ${id} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION`);
  await admin.query(`ALTER ROLE ${id} PASSWORD '${verifier}'`);
  if (!has.database) {
    if (!has.owns) await admin.query(`GRANT ${id} TO CURRENT_USER`); // only a member of a role may create a database for it
    await admin.query(`CREATE DATABASE ${id} OWNER ${id} TEMPLATE template0 ENCODING 'UTF8'`);
  }
  await admin.query(`REVOKE ALL ON DATABASE ${id} FROM PUBLIC`);
}

/** The role of a context, which is also the name of its database. Throws TypeError when it is not a valid name. */
export const roleOf = (context: string, prefix: string): string => identifier(prefix + context.replaceAll('-', '_'));

/** The URL of a context's database by its own role, on the server of the admin URL. Throws MissingKey. */
export const roleUrl = (adminUrl: string, role: string, keys: Keys): string =>
  urlFor(adminUrl, role, rolePassword(keys, role));

/** Names are inserted into statements unquoted, so only plain identifiers are accepted. */
function identifier(name: string): string {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name)) return name;
  throw new TypeError(`"${name}" cannot be the name of a database.`);
}

function urlFor(adminUrl: string, id: string, password: string): string {
  const url = new URL(adminUrl);
  Object.assign(url, { username: id, password, pathname: `/${id}` });
  return url.href;
}

function explained(error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code === '42501') {
    return new DatabaseError('database.forbidden', `The admin role may not create databases and roles (${message}).`, {
      cause: error,
    });
  }
  if (code === '53100')
    return new DatabaseError('database.disk-full', `PostgreSQL's disk is full (${message}).`, { cause: error });
  return error;
}
