import type { Queue } from 'bullmq';
import type { Carrier, Frame, Receipt, Reply, Request } from '../../envelope.js';
import { messagingError, toWire, Unreachable, Unreadable } from '../../errors.js';
import { newId } from '../../ids.js';
import type { Broker } from './broker.js';
import { BrokerFailed } from './broker-failed.js';
import type { CallResult } from './answer.js';
import { MOST_CHARACTERS, sizeOfFrame, speakerOf, type RedisCall, type Job } from './call.js';
import { proofOfCall } from './call-proof.js';
import { queueOf, type LaneName } from './queues.js';

/** While no process serves the context, jobs older than this were left by callers that were killed before they could remove them. */
const LEFT_BEHIND_MS = 60_000;
const MOST_CLEANED = 1_000;
const TAKE_BACK = `if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 0 then return 0 end return redis.call('DEL', KEYS[2])`;

/** Sends calls to one context: adds them to its queues, and removes them when their caller has given up. */
export class RedisCarrier implements Carrier {
  private readonly queues: Readonly<Record<LaneName, Queue>>;

  constructor(
    private readonly context: string,
    private readonly broker: Broker,
  ) {
    this.queues = { frames: queueOf(broker, context, 'frames'), requests: queueOf(broker, context, 'requests') };
  }

  async deliver(frame: Frame): Promise<readonly Receipt[]> {
    const size = sizeOfFrame(frame);
    if (size > MOST_CHARACTERS) throw new Unreadable(`a frame of ${size} characters is too much for one job`);
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
    const { pending, answers, clock } = this.broker;
    const trouble = this.broker.trouble() ?? pending.trouble(size);
    if (trouble) throw new Unreachable(trouble);
    const id = newId(); // a frame that is sent twice gets two ids: BullMQ silently drops a second job with the same id
    const call: RedisCall = { from: answers, until: clock.now() + remainingMs, ...content };
    const key = this.broker.options.channels.keyOf(speakerOf(call), this.context, 'proof');
    const answer = pending.answerTo({ id, job: this.queues[lane].toKey(id), key }, size, remainingMs);
    void this.put(lane, id, { ...call, proof: proofOfCall(key, id, this.context, call) });
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof Unreachable)) void this.takeBack(lane, id);
      throw error;
    }
  }

  /** Asks whether a process serves the context together with adding the job: asking first would cost every call a round trip. */
  private async put(lane: LaneName, id: string, job: Job): Promise<void> {
    try {
      const serving = this.broker.serversOf(this.context).catch(() => 1); // unknown: assume that one does
      const [count] = await Promise.all([serving, this.queues[lane].add(lane, job, { jobId: id })]);
      if (count > 0 || !(await this.takeBack(lane, id))) return;
      this.broker.pending.failed(id, new Unreachable(`no process serves ${this.context} over Redis`));
      await this.queues[lane].clean(LEFT_BEHIND_MS, MOST_CLEANED, 'wait');
    } catch (error) {
      this.broker.pending.failed(id, refusalIn(error as Error) ?? new BrokerFailed((error as Error).message));
    }
  }

  /** Removes a job; true when no process had begun it. BullMQ's `remove` also returns true for a finished job. */
  private async takeBack(lane: LaneName, id: string): Promise<boolean> {
    const [waiting, job] = [this.queues[lane].toKey('wait'), this.queues[lane].toKey(id)];
    return (await this.broker.connections.commands.eval(TAKE_BACK, 2, waiting, job, id).catch(() => 0)) === 1;
  }
}

/** An error reply of Redis (memory full, loading, read-only replica) means that the job was not added. */
const refusalIn = (error: Error): Unreachable | undefined =>
  error.name === 'ReplyError' ? new Unreachable(`Redis refuses: ${error.message}`) : undefined;

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
