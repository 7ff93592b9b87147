import { createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';

const ITERATIONS = 4_096; // PostgreSQL's default

/** The password of a context's role, from the installation's secret: nothing to store, the same in every process. */
export function rolePassword(secret: string, role: string): string {
  return derive(secret, `password of ${role}`, 32).toString('base64url');
}

/**
 * What PostgreSQL stores of a password (RFC 5803). Sent instead of the password, so that no statement log shows it; the
 * salt is derived too, so that repeating it changes nothing.
 */
export function scramVerifier(secret: string, role: string): string {
  const salt = derive(secret, `salt of ${role}`, 16);
  const salted = pbkdf2Sync(rolePassword(secret, role), salt, ITERATIONS, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}

function derive(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'cleave', purpose, bytes));
}
