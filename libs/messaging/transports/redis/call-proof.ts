import type { KeyObject } from 'node:crypto';
import { isProven, proofOf } from '../proof/index.js';
import type { RedisCall, Job } from './call.js';

const LABEL = 'redis call';

/**
 * Proves that a call was made by the context that it names as its sender, since every client of the broker can add jobs.
 *
 * @param key       the key of the channel from that context to the receiver
 * @param id        the id of the job; the proof is valid for this job only
 */
export const proofOfCall = (key: KeyObject, id: string, receiver: string, call: RedisCall): string =>
  proofOf(key, LABEL, textOf(id, receiver, call));

export const isProvenCall = (key: KeyObject, id: string, receiver: string, job: Job): boolean =>
  isProven(key, LABEL, textOf(id, receiver, job), job.proof);

/** The whole call as an unambiguous text: a line of JSON with the lengths of the bodies, then the bodies unchanged. */
function textOf(id: string, receiver: string, call: RedisCall): string {
  const head: unknown[] = [id, receiver, call.from, call.until];
  if ('request' in call) {
    const { id: request, type, headers, fingerprint, body } = call.request;
    return `${JSON.stringify([...head, request, type, headers, fingerprint])}\n${body}`;
  }
  const texts: string[] = [];
  head.push(call.frame.id, call.frame.sender, call.frame.receiver);
  for (const { id: message, type, key, sends, failures, body, headers } of call.frame.messages) {
    head.push(message, type, key, sends, failures, body.length, headers.length);
    texts.push(body, headers);
  }
  return `${JSON.stringify(head)}\n${texts.join('')}`;
}
