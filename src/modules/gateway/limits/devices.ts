import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { DEVICES_KEY, type Keys } from '#libs/keys';

const NAME = 'cleave-device';
const IN_HEADER = /(?:^|; *)cleave-device=(\d{1,12})\.([\w-]{16})\.([\w-]{43})(?:;|$)/;
const LIFETIME_SECONDS = 90 * 24 * 3_600;

/**
 * Cookies that say on which devices an account has signed in before ("device cookies", as OWASP describes them). One gives no access:
 * wrong passwords sent with it are counted apart, so that strangers who guess cannot keep the owner of the account out.
 */
export class Devices {
  private readonly key: KeyObject;

  constructor(keys: Keys) {
    this.key = createSecretKey(keys.of(DEVICES_KEY));
  }

  /** The id of the device that the header `cookie` proves for this account; undefined for a stranger. */
  deviceOf(cookie: string | undefined, account: string, now = Date.now()): string | undefined {
    const [, expires, id, proof] = IN_HEADER.exec(cookie ?? '') ?? [];
    if (!expires || !id || !proof || Number(expires) * 1_000 < now) return undefined;
    const expected = this.proofOf(account, expires, id);
    return timingSafeEqual(Buffer.from(proof), Buffer.from(expected)) ? id : undefined;
  }

  /** The `set-cookie` of a device on which the account has just signed in. */
  cookieFor(account: string, now = Date.now()): string {
    const expires = String(Math.floor(now / 1_000) + LIFETIME_SECONDS);
    const id = randomBytes(12).toString('base64url');
    const value = `${expires}.${id}.${this.proofOf(account, expires, id)}`;
    return `${NAME}=${value}; Path=/v1/sessions; Max-Age=${LIFETIME_SECONDS}; HttpOnly; Secure; SameSite=Strict`;
  }

  private proofOf(account: string, expires: string, id: string): string {
    return createHmac('sha256', this.key).update(`${account}\0${expires}\0${id}`).digest('base64url');
  }
}
