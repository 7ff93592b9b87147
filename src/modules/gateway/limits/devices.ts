import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { DEVICES_KEY, each, type Accepted, type Keys } from '#libs/keys';

const NAME = 'cleave-device';
const IN_HEADER = /(?:^|; *)cleave-device=(\d{1,12})\.([\w-]{16})\.([\w-]{43})(?:;|$)/;
const LIFETIME_SECONDS = 90 * 24 * 3_600;

/**
 * Cookies that say on which devices an account has signed in before ("device cookies", as OWASP describes them). One gives no access:
 * wrong passwords sent with it are counted apart, so that strangers who guess cannot keep the owner of the account out.
 */
export class Devices {
  private readonly keys: Accepted<KeyObject>;

  constructor(keys: Keys) {
    this.keys = each(keys.allOf(DEVICES_KEY), (key) => createSecretKey(key));
  }

  /** The id of the device that the header `cookie` proves for this account; undefined for a stranger. */
  deviceOf(cookie: string | undefined, email: string, now = Date.now()): string | undefined {
    const [, expires, id, proof] = IN_HEADER.exec(cookie ?? '') ?? [];
    if (!expires || !id || !proof || Number(expires) * 1_000 < now) return undefined;
    const isProven = this.keys.some((key) =>
      timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(key, email, expires, id))),
    );
    return isProven ? id : undefined;
  }

  /** The `set-cookie` of a device on which the account has just signed in. */
  cookieFor(email: string, now = Date.now()): string {
    const expires = String(Math.floor(now / 1_000) + LIFETIME_SECONDS);
    const id = randomBytes(12).toString('base64url');
    const value = `${expires}.${id}.${proofOf(this.keys[0], email, expires, id)}`;
    return `${NAME}=${value}; Path=/v1/sessions; Max-Age=${LIFETIME_SECONDS}; HttpOnly; Secure; SameSite=Strict`;
  }
}

const proofOf = (key: KeyObject, email: string, expires: string, id: string): string =>
  createHmac('sha256', key).update(`${email}\0${expires}\0${id}`).digest('base64url');
