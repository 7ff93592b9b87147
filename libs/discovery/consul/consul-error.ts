export type ConsulErrorCode =
  | 'consul.unreachable'
  | 'consul.forbidden'
  | 'consul.unknown-token'
  | 'consul.refused'
  | 'consul.bad-answer'
  | 'consul.certificate'
  | 'consul.not-installed'
  | 'consul.cannot-start';

/** What may pass: an agent is starting, has no leader, or has not learned the token yet. */
const PASSING: readonly ConsulErrorCode[] = ['consul.unreachable', 'consul.unknown-token'];

/** This Consul cannot be used; the message says why and what to do. It never holds a token. */
export class ConsulError extends Error {
  override readonly name = 'ConsulError';

  constructor(
    readonly code: ConsulErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get mayPass(): boolean {
    return PASSING.includes(this.code);
  }
}
