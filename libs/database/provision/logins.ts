import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { each, passwordKey, type Accepted, type Keys } from '#libs/keys';

const ITERATIONS = 4_096; // PostgreSQL's default
const SALT_BYTES = 16;

/** A role that may connect. Its name and its password follow from the secret of the installation. */
export interface Login {
  readonly name: string;
  readonly password: string;
  /**
   * The form in which PostgreSQL stores the password (RFC 5803). Sent instead of the password, so that it appears in no statement log.
   * The salt is derived as well, so that repeating the statement changes nothing.
   */
  readonly verifier: string;
}

/**
 * The logins of a context's role, one for each secret, the one to use first. Derived, so that nothing is stored and each process has the
 * same. A secret has logins of its own because a role has only one password: processes whose secrets differ, while the secret is being
 * replaced, would take it from each other. Throws MissingKey.
 */
export const loginsOf = (keys: Keys, role: string): Accepted<Login> =>
  each(keys.allOf(passwordKey(role)), (key) => {
    const name = `${role}_${hmac(key, 'name').toString('hex').slice(0, 8)}`;
    const password = key.toString('base64url');
    return { name, password, verifier: verifierOf(password, hmac(key, 'salt').subarray(0, SALT_BYTES)) };
  });

/** Whether this is the name of a login of that role, of whatever secret. */
export const isLoginOf = (role: string, name: string): boolean =>
  name.startsWith(`${role}_`) && /^[0-9a-f]{8}$/.test(name.slice(role.length + 1));

function verifierOf(password: string, salt: Buffer): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
