import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Accepted } from '#libs/keys';

export const PATH = '/log-level';
const SCHEME = 'Cleave-Log-Level';
/** How long a proof is accepted, before and after its time: clocks differ. */
const VALID_MS = 60_000;
const FORM = /^Cleave-Log-Level (\d{13})\.([\w-]{43})$/;

/**
 * The header `authorization` by which a caller shows that it has the key, without sending it. It holds for one method and one URL; who
 * overhears it can repeat the same within a minute, and nothing else.
 *
 * @param now  milliseconds since 1970
 */
export const authorizationOf = (key: Buffer, method: string, url: string, now = Date.now()): string =>
  `${SCHEME} ${now}.${proofOf(key, method, url, String(now)).toString('base64url')}`;

/** Whether a request comes from somebody with one of the keys. */
export function isAuthorized(
  keys: Accepted<Buffer>,
  authorization: string | undefined,
  method: string,
  url: string,
  now = Date.now(),
): boolean {
  const [, time, proof] = FORM.exec(authorization ?? '') ?? [];
  if (!time || !proof || Math.abs(now - Number(time)) > VALID_MS) return false;
  const given = Buffer.from(proof, 'base64url');
  return keys.some((key) => timingSafeEqual(proofOf(key, method, url, time), given));
}

const proofOf = (key: Buffer, method: string, url: string, time: string): Buffer =>
  createHmac('sha256', key).update(`${method} ${url} ${time}`).digest();
