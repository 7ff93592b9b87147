import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';
import { deadline, overloaded } from '#libs/messaging';
import { secretOf } from '#shared/kernel';
import { Passwords } from '../ports/passwords.js';
import { Bulkhead } from './bulkhead.js';

/** RFC 9106 by OWASP's choice for 19 MiB: about 25 ms of one core. */
const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** libuv's threads do the hashing. One of them stays free, for file and name look-ups. */
const THREADS = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
const AT_ONCE = Math.max(1, Math.min(THREADS - 1, availableParallelism()));
/** Measured as the hashing goes on; this is the first guess. */
const USUAL_MS = 25;
/** A fifth of what a client's request has in all. A longer line would be worked off for callers who have given up. */
const LONGEST_WAIT_MS = 1_000;

/** Argon2id, off the event loop; a storm of logins waits in a short line instead of taking every core. */
@Injectable()
export class Argon2Passwords extends Passwords implements OnModuleInit {
  private readonly bulkhead = new Bulkhead({
    atOnce: AT_ONCE,
    longestWaitMs: LONGEST_WAIT_MS,
    usualMs: USUAL_MS,
    refused: (retryAfterMs) => overloaded('too many passwords are being checked at the moment', retryAfterMs),
  });
  private decoy = '';

  /** A hash that nobody's password has: what a login without an account is checked against. */
  async onModuleInit(): Promise<void> {
    this.decoy = await this.hash(randomUUID());
  }

  hash(password: string): Promise<string> {
    return this.bulkhead.run(() => hash(secretOf(password), PARAMETERS), deadline());
  }

  async matches(password: string, known: string | undefined): Promise<boolean> {
    const of = known ?? this.decoy;
    const same = await this.bulkhead.run(async () => {
      for (const form of formsOf(password)) if (await verify(of, form)) return true;
      return false;
    }, deadline());
    return same && known !== undefined;
  }
}

/** Its one form, and as it was typed where that differs: hashes of before were made of that. */
const formsOf = (password: string): Iterable<string> => new Set([secretOf(password), password]);
