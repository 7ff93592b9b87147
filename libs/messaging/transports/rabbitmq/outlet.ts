import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ConfirmChannel, Message } from 'amqplib';
import { Unreachable } from '../../errors.js';
import { BrokerFailed } from '../broker/broker-failed.js';
import type { PutCall } from '../broker/broker-carrier.js';
import type { LaneName } from '../broker/lanes.js';
import type { PendingCalls } from '../broker/pending-calls.js';
import type { Link } from './link.js';
import { SteadyChannel } from './steady-channel.js';

/** More than the calls that a process may have under way: only a broker that does not read makes so many wait. */
const MOST_WAITING = 8_192;
/** Longer than a connection needs that breaks while the broker is there. */
const ANSWER_MS = 2_000;
const AGAIN_MS = 50;

/** What this process sends. */
export class Outlet {
  /** For frames: the broker confirms each when a majority of its nodes has it. */
  private readonly safe: SteadyChannel<ConfirmChannel>;
  /** For requests and answers, which nobody misses after their deadline. */
  private readonly quick: SteadyChannel;
  /** The channels of these two on which more waits in this process than the broker reads. */
  private readonly full = new Set<Channel>();

  constructor(
    link: Link,
    private readonly pending: PendingCalls,
    failed: (error: Error) => void,
  ) {
    const setUp = async (channel: Channel): Promise<void> => {
      const empty = (): void => void this.full.delete(channel);
      channel
        .on('return', (message) => this.returned(message))
        .on('drain', empty)
        .on('close', empty);
    };
    const shared = { link, highWaterMark: MOST_WAITING, failed, setUp };
    this.safe = new SteadyChannel<ConfirmChannel>({ ...shared, isConfirming: true });
    const ended = () => pending.allFailed(new BrokerFailed('the channel to RabbitMQ has ended')); // what waits in it is lost
    this.quick = new SteadyChannel({ ...shared, ended });
  }

  async opened(): Promise<void> {
    await Promise.all([this.safe.opened(), this.quick.opened()]);
  }

  get isOpen(): boolean {
    const { now: safe } = this.safe;
    const { now: quick } = this.quick;
    return safe !== undefined && quick !== undefined && !this.full.has(safe) && !this.full.has(quick);
  }

  send(lane: LaneName, queue: string, { id, remainingMs, call }: PutCall): void {
    const failed = (error: Error) => this.pending.failed(id, new BrokerFailed(error.message));
    const options = { messageId: id, mandatory: true, expiration: Math.max(1, Math.ceil(remainingMs)) };
    const content = Buffer.from(JSON.stringify(call));
    try {
      if (lane === 'frames') {
        const done = (error: Error | null) => void (error && failed(error));
        const now = open(this.safe);
        this.mind(now, now.sendToQueue(queue, content, { ...options, persistent: true }, done));
      } else {
        const now = open(this.quick);
        this.mind(now, now.sendToQueue(queue, content, options));
      }
    } catch (error) {
      failed(error as Error); // the channel has just ended
    }
  }

  /**
   * Sends an answer to the queue of one process, also when the connection is opened again meanwhile. While the broker is blocked answers wait
   * in memory: not more than calls were under way, since no new ones are sent.
   */
  async answer(to: string, text: string): Promise<void> {
    for (const end = performance.now() + ANSWER_MS; performance.now() < end; await pause(AGAIN_MS)) {
      try {
        if (this.quick.now) return void this.quick.now.sendToQueue(to, Buffer.from(text));
      } catch {
        // the channel has just ended
      }
    }
  }

  close(): void {
    this.safe.close();
    this.quick.close();
  }

  private mind(channel: Channel, hasRoom: boolean): void {
    if (!hasRoom) this.full.add(channel);
  }

  /** There is no such queue, so nobody serves the context. A message with no queue is confirmed all the same. */
  private returned({ fields, properties }: Message): void {
    const error = new Unreachable(`nobody has declared the queue ${fields.routingKey}`);
    this.pending.failed(String(properties.messageId), error);
  }
}

function open<C extends Channel>({ now }: SteadyChannel<C>): C {
  if (!now) throw new Error('the channel to RabbitMQ is being opened again');
  return now;
}
