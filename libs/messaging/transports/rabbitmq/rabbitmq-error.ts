export type RabbitmqErrorCode =
  | 'rabbitmq.no-url'
  | 'rabbitmq.unreachable'
  | 'rabbitmq.refused'
  | 'rabbitmq.forbidden'
  | 'rabbitmq.untrusted'
  | 'rabbitmq.bad-certificate'
  | 'rabbitmq.other-queue'
  | 'rabbitmq.too-old'
  | 'rabbitmq.not-installed'
  | 'rabbitmq.cannot-start';

/** This RabbitMQ cannot be used; the message says why and what to do. */
export class RabbitmqError extends Error {
  override readonly name = 'RabbitmqError';

  constructor(
    readonly code: RabbitmqErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
