import { messagingError } from './errors.js';

// Limits are the same whether a message stays in the process or leaves it, so that a split changes nothing.
const MOST_BYTES = 256 * 1024;
const MOST_REPLY_BYTES = 512 * 1024;

/** A message or request as JSON text. Throws `message.too-large`. */
export function bodyOf(type: string, message: object): string {
  const body = JSON.stringify(message);
  if (body.length <= MOST_BYTES) return body;
  throw messagingError('message.too-large', `${type} has ${body.length} bytes; ${MOST_BYTES} is the most`);
}

/** A reply as JSON text. Throws `reply.invalid`: who asked cannot help it. */
export function replyBodyOf(type: string, reply: unknown): string {
  const body = JSON.stringify(reply ?? null);
  if (body.length <= MOST_REPLY_BYTES) return body;
  throw messagingError(
    'reply.invalid',
    `the reply to ${type} has ${body.length} bytes; ${MOST_REPLY_BYTES} is the most`,
  );
}
