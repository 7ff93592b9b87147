import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Identity } from '#libs/messaging/contract';
import { Recent } from '#libs/collections';
import { ACCESS_TOKENS_KEY, KEYS, type Keys } from '#libs/keys';
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

/** Access tokens as RFC 9068 has them: short, signed with EdDSA, and for this API only. */
@Injectable()
export class AccessTokens {
  private readonly key: SigningKey;
  /** Verifying a signature costs 107 µs, so a token is verified once and then remembered until it expires. */
  private readonly known = new Recent<string, Known>(20_000);

  constructor(@Inject(KEYS) keys: Keys) {
    this.key = signingKey(keys.of(ACCESS_TOKENS_KEY));
  }

  issue({ userId, role }: Identity): Promise<string> {
    return new SignJWT({ role })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: this.key.id })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(this.key.privateKey);
  }

  /** Who holds the token: at once when it is known, undefined when it is not (or no longer) valid. */
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
    if (id !== this.key.id) throw new errors.JWKSNoMatchingKey();
    return this.key.publicKey;
  }
}
