import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';
import { deadline, overloaded } from '#libs/messaging';
import { Bulkhead } from '#libs/resilience';
import { observeQueue } from '#libs/telemetry';
import { OtelMethodCounter, Span } from '#libs/telemetry/nest-otel';
import { secretOf } from '#shared/kernel';
import { Passwords } from '../ports/passwords.js';
import { CommonPasswords } from './common-passwords.js';

/** Argon2id (RFC 9106) with OWASP's parameters for 19 MiB: about 25 ms of one core. */
const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing runs in libuv's thread pool. One thread stays free, for file access and DNS look-ups. */
const THREADS = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
const AT_ONCE = Math.max(1, Math.min(THREADS - 1, availableParallelism()));
/** Initial estimate; the actual duration is measured continuously. */
const USUAL_MS = 25;
/** A fifth of the time limit of a client's request. With a longer queue, hashes would be computed for callers who have timed out. */
const LONGEST_WAIT_MS = 1_000;

const HASHED = { name: 'cleave.password.hashes', description: 'Passwords that were hashed, to be stored or checked.' };

/** Argon2id, off the event loop; many simultaneous logins wait in a short queue instead of occupying every core. */
@Injectable()
export class Argon2Passwords extends Passwords implements OnModuleInit {
  private readonly bulkhead = new Bulkhead({
    atOnce: AT_ONCE,
    longestWaitMs: LONGEST_WAIT_MS,
    usualMs: USUAL_MS,
    refused: (retryAfterMs) => overloaded('too many passwords are being checked at the moment', retryAfterMs),
  });
  private readonly common = new CommonPasswords();
  private decoy = '';

  /** The hash of a random password, against which a login without an account is checked, so that it takes as long as any other. */
  async onModuleInit(): Promise<void> {
    observeQueue(
      'password hashes',
      () => this.bulkhead.waiting,
      () => this.bulkhead.mostWaiting,
    );
    this.decoy = await this.hash(randomUUID());
  }

  @Span('hash password')
  @OtelMethodCounter(HASHED)
  hash(password: string): Promise<string> {
    return this.bulkhead.run(() => hash(secretOf(password), PARAMETERS), deadline());
  }

  @Span('check password')
  @OtelMethodCounter(HASHED)
  async matches(password: string, known: string | undefined): Promise<boolean> {
    const of = known ?? this.decoy;
    const same = await this.bulkhead.run(async () => {
      for (const form of formsOf(password)) if (await verify(of, form)) return true;
      return false;
    }, deadline());
    return same && known !== undefined;
  }

  isCommon(password: string): Promise<boolean> {
    return this.common.has(password);
  }
}

/** The normalised password and, where it differs, the password as typed, from which older hashes were made. */
const formsOf = (password: string): Iterable<string> => new Set([secretOf(password), password]);
