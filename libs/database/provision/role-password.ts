import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { passwordKey, type Keys } from '#libs/keys';

const ITERATIONS = 4_096; // PostgreSQL's default
const SALT_BYTES = 16;

/** The password of a context's role. Derived, so it need not be stored and is the same in every process that has the key. Throws MissingKey. */
export function rolePassword(keys: Keys, role: string): string {
  return keys.of(passwordKey(role)).toString('base64url');
}

/**
 * The form in which PostgreSQL stores a password (RFC 5803). Sent instead of the password, so that it appears in no statement log.
 * The salt is derived as well, so that repeating the statement changes nothing.
 */
export function scramVerifier(keys: Keys, role: string): string {
  const salt = hmac(keys.of(passwordKey(role)), 'salt').subarray(0, SALT_BYTES);
  const salted = pbkdf2Sync(rolePassword(keys, role), salt, ITERATIONS, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
