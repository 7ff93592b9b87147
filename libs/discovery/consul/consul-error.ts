export type ConsulErrorCode =
  | 'consul.unreachable'
  | 'consul.forbidden'
  | 'consul.refused'
  | 'consul.bad-answer'
  | 'consul.certificate'
  | 'consul.not-installed'
  | 'consul.cannot-start';

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
}
