import { MOST_MESSAGE, MOST_REPLY } from './contract/index.js';
import { messagingError } from './errors.js';

/** A message or request as JSON text. Throws `message.too-large`. */
export function bodyOf(type: string, message: object): string {
  const body = JSON.stringify(message);
  if (body.length <= MOST_MESSAGE) return body;
  throw messagingError('message.too-large', `${type} has ${body.length} characters; ${MOST_MESSAGE} is the most`);
}

/** A reply as JSON text. Throws `reply.invalid`: who asked cannot help it. */
export function replyBodyOf(type: string, reply: unknown): string {
  const body = JSON.stringify(reply ?? null);
  if (body.length <= MOST_REPLY) return body;
  throw messagingError(
    'reply.invalid',
    `the reply to ${type} has ${body.length} characters; ${MOST_REPLY} is the most`,
  );
}
