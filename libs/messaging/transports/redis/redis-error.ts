export type RedisErrorCode =
  | 'redis.no-url'
  | 'redis.unreachable'
  | 'redis.too-old'
  | 'redis.evicts'
  | 'redis.not-installed'
  | 'redis.cannot-start';

/** This Redis cannot be used; the message says why and what to do. */
export class RedisError extends Error {
  override readonly name = 'RedisError';

  constructor(
    readonly code: RedisErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
