import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { clientAddress } from '#libs/hosting/http';
import { KEYS, LIMITED_ACCOUNTS_KEY, type Keys } from '#libs/keys';
import { FailureLimit, type Excess, type Limiter } from '#libs/limits';
import { Refusal } from '#libs/messaging/contract';
import { Devices } from './devices.js';
import { LimitLog } from './limit-log.js';
import { limited } from './limited.js';
import { Limiters } from './limiters.js';

/** The stricter limits of registering and signing in: by account as well as by address, and counted together with all other gateways. */
@Injectable()
export class AccountLimits {
  private readonly areOn: boolean;
  private readonly log = new LimitLog();
  private readonly accounts: KeyObject;
  private readonly devices: Devices;
  private readonly registrations: { readonly perAddress: Limiter; readonly perAccount: Limiter };
  private readonly wrong: Readonly<Record<'perAddress' | 'perAccount' | 'perDevice', FailureLimit>>;

  constructor(limiters: Limiters, @Inject(KEYS) keys: Keys) {
    const { limits } = limiters;
    this.areOn = limiters.areOn;
    this.accounts = createSecretKey(keys.of(LIMITED_ACCOUNTS_KEY));
    this.devices = new Devices(keys);
    this.registrations = {
      perAddress: limiters.make('registrations-per-address', limits.CLEAVE_LIMIT_REGISTRATIONS_PER_ADDRESS),
      perAccount: limiters.make('registrations-per-account', limits.CLEAVE_LIMIT_REGISTRATIONS_PER_ACCOUNT),
    };
    const failures = (name: string, limit: typeof limits.CLEAVE_LIMIT_WRONG_PASSWORDS_PER_ACCOUNT) =>
      new FailureLimit(limiters.make(name, limit));
    this.wrong = {
      perAddress: failures('wrong-passwords-per-address', limits.CLEAVE_LIMIT_WRONG_PASSWORDS_PER_ADDRESS),
      perAccount: failures('wrong-passwords-per-account', limits.CLEAVE_LIMIT_WRONG_PASSWORDS_PER_ACCOUNT),
      perDevice: failures('wrong-passwords-per-device', limits.CLEAVE_LIMIT_WRONG_PASSWORDS_PER_ACCOUNT),
    };
  }

  /** Throws the 429 when this address or this account registers too often. */
  async checkRegistration(email: string, request: FastifyRequest): Promise<void> {
    if (!this.areOn) return;
    const { perAddress, perAccount } = this.registrations;
    this.refuse(await perAddress.hitTogether(clientAddress(request)), request);
    this.refuse(await perAccount.hitTogether(this.accountOf(email)), request, email);
  }

  /**
   * Signs in, unless too many wrong passwords came before: on a device that has signed in to this account from that device, otherwise
   * from all strangers to the account, or from the address. Throws the 429 then.
   */
  async signIn<T>(
    email: string,
    request: FastifyRequest,
    reply: FastifyReply,
    authenticate: () => Promise<T>,
  ): Promise<T> {
    if (!this.areOn) return authenticate();
    const account = this.accountOf(email);
    const device = this.devices.deviceOf(request.headers.cookie, email);
    const counted: readonly (readonly [FailureLimit, string])[] =
      device === undefined
        ? [
            [this.wrong.perAccount, account],
            [this.wrong.perAddress, clientAddress(request)],
          ]
        : [[this.wrong.perDevice, device]];
    const known = await this.attempt(counted, email, request, authenticate);
    void reply.header('set-cookie', this.devices.cookieFor(email));
    return known;
  }

  /** Begins the attempt under each of the limits in turn, and ends it under those under which it has begun. */
  private async attempt<T>(
    [first, ...others]: readonly (readonly [FailureLimit, string])[],
    email: string,
    request: FastifyRequest,
    authenticate: () => Promise<T>,
  ): Promise<T> {
    if (!first) return authenticate();
    const [limit, key] = first;
    this.refuse(await limit.begin(key), request, email);
    let isWrong = false;
    try {
      return await this.attempt(others, email, request, authenticate);
    } catch (error) {
      isWrong = error instanceof Refusal && error.code === 'users.wrong-credentials';
      throw error;
    } finally {
      await limit.end(key, isWrong);
    }
  }

  private refuse(excess: Excess | undefined, request: FastifyRequest, email?: string): void {
    if (!excess) return;
    this.log.note(excess, request, email);
    throw limited(excess);
  }

  /** A keyed hash, so that Redis holds no e-mail address and nothing from which one can be guessed. */
  private accountOf(email: string): string {
    return createHmac('sha256', this.accounts).update(email).digest('base64url');
  }
}
