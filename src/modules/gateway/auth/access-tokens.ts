import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Identity } from '#libs/messaging/contract';
import { Recent } from '#libs/collections';
import { ACCESS_TOKENS_KEY, each, KEYS, type Accepted, type Keys } from '#libs/keys';
import { signingKey, type SigningKey } from './signing-key.js';

export const LIFETIME_SECONDS = 15 * 60;
const ISSUER = 'cleave';
const AUDIENCE = 'cleave-api';
const TYPE = 'at+jwt';

const Claims = z.object({ sub: z.uuid(), role: z.enum(['customer', 'operator', 'admin']), exp: z.int() });

interface Known {
  readonly identity: Identity;
  readonly expires: number;
}

/** Access tokens after RFC 9068: short-lived, signed with EdDSA, with this API as their only audience. */
@Injectable()
export class AccessTokens {
  /** The first signs; tokens of all are taken. */
  private readonly keys: Accepted<SigningKey>;
  /** Verifying a signature takes 107 µs, so the result is cached until the token expires. */
  private readonly known = new Recent<string, Known>(20_000);

  constructor(@Inject(KEYS) keys: Keys) {
    this.keys = each(keys.allOf(ACCESS_TOKENS_KEY), signingKey);
  }

  issue({ userId, role }: Identity): Promise<string> {
    const [key] = this.keys;
    return new SignJWT({ role })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: key.id })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(key.privateKey);
  }

  /** The user of the token, synchronously when it is cached; undefined when the token is invalid or has expired. */
  identify(token: string): Identity | undefined | Promise<Identity | undefined> {
    const known = this.known.get(token);
    if (!known) return this.verify(token);
    if (known.expires * 1_000 > Date.now()) return known.identity;
    this.known.delete(token);
    return undefined;
  }

  private async verify(token: string): Promise<Identity | undefined> {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.keyOf(kid), {
        algorithms: ['EdDSA'],
        typ: TYPE,
        issuer: ISSUER,
        audience: AUDIENCE,
      });
      const { sub: userId, role, exp: expires } = Claims.parse(payload);
      const identity = { userId, role };
      this.known.set(token, { identity, expires });
      return identity;
    } catch {
      return undefined; // whatever the reason: not let in, and not told why
    }
  }

  private keyOf(id: string | undefined): SigningKey['publicKey'] {
    const key = this.keys.find((one) => one.id === id);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key.publicKey;
  }
}
