import { RabbitmqError, type RabbitmqErrorCode } from './rabbitmq-error.js';

/** Refuses a RabbitMQ whose quorum queues do not drop messages when their time is over. */
export function checkRequirements({ version }: { readonly version: string }, where: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 10))
    throw new RabbitmqError('rabbitmq.too-old', `RabbitMQ at ${where} is ${version}; use 3.10 or later.`);
}

interface Refusal {
  readonly code: RabbitmqErrorCode;
  /** Continues "RabbitMQ at host ". */
  readonly text: string;
}

/** A refusal by the broker, which does not go away by trying again; undefined: another failure. */
export function refusalIn({ message }: Error): Refusal | undefined {
  return REFUSALS.find(({ sign }) => sign.test(message))?.refusal(message);
}

const REFUSALS: readonly { readonly sign: RegExp; readonly refusal: (message: string) => Refusal }[] = [
  {
    sign: /Handshake terminated by server: 403/,
    refusal: () => ({ code: 'rabbitmq.refused', text: 'refuses user or password; correct RABBITMQ_URL.' }),
  },
  {
    sign: /Expected ConnectionOpenOk/, // all that amqplib says of a refused virtual host
    refusal: () => ({
      code: 'rabbitmq.refused',
      text: 'refuses the virtual host: it is missing, or the user has no right to it; correct RABBITMQ_URL.',
    }),
  },
  {
    sign: /\b403 \(/,
    refusal: (said) => ({ code: 'rabbitmq.forbidden', text: `does not let its user do what is needed: ${said}.` }),
  },
  {
    sign: /\b406 \(/,
    refusal: (said) => ({
      code: 'rabbitmq.other-queue',
      text: `has a queue of another kind: ${said}. Delete that queue.`,
    }),
  },
];
