import type { Carrier, Frame, Receipt, Reply, Request } from '../../envelope.js';
import { messagingError, toWire, Unreachable, Unreadable } from '../../errors.js';
import { newId } from '../../ids.js';
import type { CallResult } from './answer.js';
import { BrokerFailed } from './broker-failed.js';
import { MOST_CHARACTERS, sizeOfFrame, speakerOf, type BrokerCall, type ProvenCall } from './call.js';
import type { CallDesk } from './call-desk.js';
import { proofOfCall } from './call-proof.js';
import { queueName, type LaneName } from './lanes.js';

/** How one broker takes calls. */
export interface Mailer {
  /** Why nothing can be sent now; undefined: it can. */
  trouble(): string | undefined;
  /** Puts the call into the queue of its lane. A failure is told to the pending calls. */
  put(lane: LaneName, call: PutCall): void;
  /** Its caller has given up: where that is possible, a call that nobody has begun is removed. */
  takeBack(lane: LaneName, id: string): void;
}

export interface PutCall {
  readonly id: string;
  readonly remainingMs: number;
  readonly call: ProvenCall;
}

/** Sends calls to one context through its queues, and waits for the answers. */
export class BrokerCarrier implements Carrier {
  constructor(
    private readonly context: string,
    private readonly desk: CallDesk,
    private readonly mailer: Mailer,
  ) {}

  get transport(): string {
    return this.desk.options.over;
  }

  async deliver(frame: Frame): Promise<readonly Receipt[]> {
    const size = sizeOfFrame(frame);
    if (size > MOST_CHARACTERS) throw new Unreadable(`a frame of ${size} characters is too much for one call`);
    const result = await this.call('frames', { frame }, size, frame.remainingMs).catch(unsuspicious);
    return 'receipts' in result ? result.receipts : fail(result);
  }

  async request(request: Request): Promise<Reply> {
    const size = request.body.length;
    if (size > MOST_CHARACTERS) {
      const text = `${request.type} has ${size} characters; ${MOST_CHARACTERS} are carried`;
      return { error: toWire(messagingError('message.too-large', text)) };
    }
    const result = await this.call('requests', { request }, size, request.remainingMs);
    return 'reply' in result ? result.reply : fail(result);
  }

  private async call(
    lane: LaneName,
    content: { frame: Frame } | { request: Request },
    size: number,
    remainingMs: number,
  ): Promise<CallResult> {
    const { pending, options } = this.desk;
    const { over, answers, channels, clock } = options;
    const trouble = this.mailer.trouble() ?? pending.trouble(size);
    if (trouble) throw new Unreachable(trouble);
    const id = newId(); // a frame that is sent twice gets two ids: a broker or a receiver would drop a second call with the same one
    const sent = clock.now();
    const call: BrokerCall = { from: answers(), sent, until: sent + remainingMs, ...content };
    const key = channels.keyOf(speakerOf(call), this.context, 'proof');
    const answer = pending.answerTo({ id, queue: queueName(this.context, lane), key }, size, remainingMs);
    const proof = proofOfCall({ over, key }, id, this.context, call);
    this.mailer.put(lane, { id, remainingMs, call: { ...call, proof } });
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof Unreachable)) this.mailer.takeBack(lane, id);
      throw error;
    }
  }
}

/**
 * A message whose sends are not answered becomes a suspect and finally a dead letter. Failures of the broker must not count: after the third
 * one a thousand messages were sent one by one. If a receiver has processed the message all the same, its inbox recognises the copy.
 */
function unsuspicious(error: Error): never {
  throw error instanceof BrokerFailed ? new Unreachable(error.message) : error;
}

function fail(result: CallResult): never {
  if ('unreachable' in result) throw new Unreachable(result.unreachable);
  if ('unreadable' in result) throw new Unreadable(result.unreadable);
  throw new Error('broken' in result ? result.broken : 'the answer is none');
}
