import { MOST_MESSAGE, MOST_REPLY, type Contract } from './contract/index.js';
import { invalidReply, messagingError } from './errors.js';

/** A message or request as JSON text. Throws `message.too-large`. */
export function bodyOf(type: string, message: object): string {
  const body = JSON.stringify(message);
  if (body.length <= MOST_MESSAGE) return body;
  throw messagingError('message.too-large', `${type} has ${body.length} characters; ${MOST_MESSAGE} is the most`);
}

/** A reply as JSON text, validated by its contract. Throws `reply.invalid`, which is not the caller's fault. */
export function replyBodyOf(type: string, contract: Contract | undefined, reply: unknown): string {
  const misfit = contract?.reply?.safeParse(reply).error;
  if (misfit) throw invalidReply(type, misfit);
  const body = JSON.stringify(reply ?? null);
  if (body.length <= MOST_REPLY) return body;
  throw messagingError(
    'reply.invalid',
    `the reply to ${type} has ${body.length} characters; ${MOST_REPLY} is the most`,
  );
}
