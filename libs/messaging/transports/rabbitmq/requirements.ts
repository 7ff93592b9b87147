import { setTimeout as pause } from 'node:timers/promises';
import type { Link } from './link.js';
import { RabbitmqError, type RabbitmqErrorCode } from './rabbitmq-error.js';

/** Refuses a RabbitMQ whose quorum queues do not drop messages when their time is over. */
export function checkRequirements({ version }: { readonly version: string }, where: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 10))
    throw new RabbitmqError('rabbitmq.too-old', `RabbitMQ at ${where} is ${version}; use 3.10 or later.`);
}

/** An alarm of the broker may hold the answer back. */
const ANSWER_MS = 1_000;

/** Sends a message to nobody, since only that shows whether the user may send. Rejects with the refusal of the broker. */
export async function checkMaySend(link: Link, prefix: string): Promise<void> {
  const sent = link.ask(async (channel) => {
    channel.publish('', `${prefix}.nobody`, Buffer.alloc(0));
    await channel.prefetch(1); // is answered after it, or fails with it
  });
  await Promise.race([sent, pause(ANSWER_MS, undefined, { ref: false })]);
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

/** OpenSSL's text has fields; the reason is the one after the routine. */
const reasonIn = (said: string): string => said.split(':SSL routines:')[1]?.split(':')[1] ?? said;

const REFUSALS: readonly { readonly sign: RegExp; readonly refusal: (message: string) => Refusal }[] = [
  {
    sign: /certificate|:SSL routines:/,
    refusal: (said) => ({
      code: 'rabbitmq.untrusted',
      text: `cannot be talked to by TLS: ${reasonIn(said)}; correct CLEAVE_RABBITMQ_TLS_… and RABBITMQ_URL.`,
    }),
  },
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
    refusal: (said) => ({
      code: 'rabbitmq.forbidden',
      text: `does not let its user do what is needed: ${said}. docs/transports.md lists the rights.`,
    }),
  },
  {
    sign: /\b406 \(/,
    refusal: (said) => ({
      code: 'rabbitmq.other-queue',
      text: `has a queue of another kind: ${said}. Delete that queue.`,
    }),
  },
];
