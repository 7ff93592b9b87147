import type { Client } from 'pg';
import type { Keys } from '#libs/keys';
import { adminSession } from '../admin-session.js';
import { DatabaseError } from '../database-error.js';
import { checkRequirements } from './requirements.js';
import { isLoginOf, loginsOf, type Login } from './logins.js';

export interface ProvisionOptions {
  /** Prefix of the names of databases and roles. @defaultValue 'cleave_' */
  prefix?: string;
}

/**
 * Creates a database and a role for every context, where missing, with a login for each secret of `keys`, and returns the URLs by name.
 * Only these logins and administrators can connect to the database. May run in several processes at once, and repeatedly.
 *
 * @param adminUrl URL of a role that may create databases and roles
 * @param keys the passwords of the roles are derived from them
 * @throws DatabaseError unreachable, forbidden, too-old, not-durable; MissingKey
 */
export async function provision(
  adminUrl: string,
  names: readonly string[],
  keys: Keys,
  { prefix = 'cleave_' }: ProvisionOptions = {},
): Promise<Map<string, string>> {
  const ids = new Map(names.map((name) => [name, roleOf(name, prefix)]));
  await adminSession(adminUrl, async (admin) => {
    await checkRequirements(admin);
    // without it two processes would create the same role, or make each other's CREATE DATABASE fail
    await admin.query(`SELECT pg_advisory_lock(hashtextextended('cleave:provision', 0))`);
    try {
      for (const id of ids.values()) await provisionOne(admin, id, loginsOf(keys, id));
    } catch (error) {
      throw explained(error);
    }
  });
  return new Map([...ids].map(([name, id]) => [name, roleUrl(adminUrl, id, keys)]));
}

async function provisionOne(admin: Client, id: string, logins: readonly Login[]): Promise<void> {
  const { rows } = await admin.query<{ role: boolean; database: boolean; owns: boolean }>(
    `SELECT exists(SELECT FROM pg_roles WHERE rolname = $1) AS role,
            exists(SELECT FROM pg_database WHERE datname = $1) AS database,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS owns`,
    [id],
  );
  const has = rows[0]!;
  await admin.query(
    `${has.role ? 'ALTER' : 'CREATE'} ROLE ${id} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD NULL`,
  );
  await provisionLogins(admin, id, logins);
  if (!has.database) {
    if (!has.owns) await admin.query(`GRANT ${id} TO CURRENT_USER`); // only a member of a role may create a database for it
    await admin.query(`CREATE DATABASE ${id} OWNER ${id} TEMPLATE template0 ENCODING 'UTF8'`);
  }
  await admin.query(`REVOKE ALL ON DATABASE ${id} FROM PUBLIC`);
}

/**
 * Makes the logins that are missing, and removes those of other secrets. Not while they are used: a process that was given a wrong secret
 * must not lock out all others.
 */
async function provisionLogins(admin: Client, id: string, logins: readonly Login[]): Promise<void> {
  const { rows: members } = await admin.query<{ name: string; isUsed: boolean }>(
    `SELECT member.rolname::text AS name, exists(SELECT FROM pg_stat_activity WHERE usename = member.rolname) AS "isUsed"
     FROM pg_auth_members JOIN pg_roles member ON member.oid = pg_auth_members.member
     JOIN pg_roles role ON role.oid = roleid WHERE role.rolname = $1`,
    [id],
  );
  const has = (some: readonly { readonly name: string }[], wanted: string) => some.some(({ name }) => name === wanted);
  for (const { name, verifier } of logins) {
    if (!has(members, name)) await admin.query(`CREATE ROLE ${identifier(name)} LOGIN IN ROLE ${id}`);
    await admin.query(`ALTER ROLE ${name} PASSWORD '${verifier}'`);
    await admin.query(`ALTER ROLE ${name} SET role TO ${id}`); // what it makes belongs to the role, and so to all logins
  }
  for (const { name, isUsed } of members)
    if (isLoginOf(id, name) && !has(logins, name) && !isUsed) await admin.query(`DROP ROLE ${name}`);
}

/** The role of a context, which is also the name of its database. Throws TypeError when it is not a valid name. */
export const roleOf = (context: string, prefix: string): string => identifier(prefix + context.replaceAll('-', '_'));

/** The URL of a context's database by a login of its role, on the server of the admin URL. Throws MissingKey. */
export function roleUrl(adminUrl: string, role: string, keys: Keys): string {
  const [{ name: username, password }] = loginsOf(keys, role);
  return Object.assign(new URL(adminUrl), { username, password, pathname: `/${role}` }).href;
}

/** Names are inserted into statements unquoted, so only plain identifiers are accepted. */
function identifier(name: string): string {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name)) return name;
  throw new TypeError(`"${name}" cannot be the name of a database.`);
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
