import type { KeyObject } from 'node:crypto';
import { isProven, proofOf } from '../proof/index.js';
import type { TransportName } from '../transport.js';
import type { BrokerCall, ProvenCall } from './call.js';

/** The key of the channel from one context to another, and the broker between them: what is proven over one is not valid over another. */
export interface ProofKey {
  readonly key: KeyObject;
  readonly over: TransportName;
}

/**
 * Proves that a call was made by the context that it names as its sender, since every client of the broker can write to its queues.
 *
 * @param proofKey  from that context to the receiver
 * @param id        the call's id; the proof is valid for this call only
 */
export const proofOfCall = (proofKey: ProofKey, id: string, receiver: string, call: BrokerCall): string =>
  proofOf(proofKey.key, `${proofKey.over} call`, textOf(id, receiver, call));

export const isProvenCall = (proofKey: ProofKey, id: string, receiver: string, call: ProvenCall): boolean =>
  isProven(proofKey.key, `${proofKey.over} call`, textOf(id, receiver, call), call.proof);

/** The whole call as an unambiguous text: a line of JSON with the lengths of the bodies, then the bodies unchanged. */
function textOf(id: string, receiver: string, call: BrokerCall): string {
  const head: unknown[] = [id, receiver, call.from, call.sent, call.until];
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
