import { createHash } from 'node:crypto';
import type { Books, KeptReply } from '../ledger/books.js';
import { ApiError } from './api-error.js';

export const digestOf = (method: string, path: string, canonical: string): string =>
  createHash('sha256').update(`${method} ${path}\n${canonical}`).digest('base64url');

/** Idempotency keys as Stripe treats them: the first request under a key decides, and later ones are answered as it was. */
export class IdempotencyKeys {
  private readonly inProgress = new Set<string>();

  constructor(private readonly books: Books) {}

  /**
   * Claims a key for a request, or returns what was answered under it. Whoever has claimed it calls `release`.
   *
   * @throws ApiError  409: a request under this key is in progress; 400: it belongs to another request
   */
  claim(key: string, request: string, now: number): KeptReply | undefined {
    if (this.inProgress.has(key))
      throw new ApiError(409, {
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Idempotent Key: ${key}.`,
      });
    const kept = this.books.replyTo(key, now);
    if (kept && kept.request !== request)
      throw new ApiError(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with: ${key}.`,
      });
    this.inProgress.add(key);
    return kept;
  }

  release(key: string): void {
    this.inProgress.delete(key);
  }
}
