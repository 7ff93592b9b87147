import type { Item } from './item.js';

/** Items in one batch. */
export const MOST_ITEMS = 256;
const MOST_BYTES = 1_000_000;
/** When all n fail again, splitting in halves takes 2n - 1 transactions: 63 for 32 messages, 511 for 256. The other items wait meanwhile. */
const MOST_FAILED = 32;

/** Items that wait for a batch, in four queues so that none starves another: requests, messages, messages that failed, and suspects. */
export class Queue {
  private readonly requests: Item[] = [];
  private readonly messages: Item[] = [];
  private readonly failed: Item[] = [];
  /** First in order: every sending process has only one of these in flight and sends the next after its receipt. */
  private readonly alone: Item[] = [];
  private tookFailed = false;

  push(item: Item): void {
    this.laneOf(item).push(item);
  }

  get length(): number {
    return this.alone.length + this.failed.length + this.others;
  }

  /**
   * The next batch: up to 256 items or 1 MB in the order of arrival, half requests and half messages, and either half may use
   * the room that the other leaves. Alternating with it, up to 32 messages that failed before. An item that must be alone is a
   * batch of its own, before all others.
   */
  take(): Item[] {
    if (this.alone.length) return this.alone.splice(0, 1);
    this.tookFailed = this.failed.length > 0 && !(this.tookFailed && this.others > 0);
    return this.tookFailed ? this.takeFailed() : this.takeOthers();
  }

  private laneOf({ alone, isRequest, hasFailed }: Item): Item[] {
    if (alone) return this.alone;
    if (isRequest) return this.requests;
    return hasFailed ? this.failed : this.messages;
  }

  private get others(): number {
    return this.requests.length + this.messages.length;
  }

  private takeFailed(): Item[] {
    const taken = drain(this.failed, Math.min(this.failed.length, MOST_FAILED), { bytes: MOST_BYTES });
    return taken.length ? taken : tooLarge(this.failed);
  }

  private takeOthers(): Item[] {
    const half = MOST_ITEMS / 2;
    const fromRequests = Math.min(this.requests.length, Math.max(half, MOST_ITEMS - this.messages.length));
    const fromMessages = Math.min(this.messages.length, MOST_ITEMS - fromRequests);
    const room = { bytes: MOST_BYTES / 2 };
    const requests = drain(this.requests, fromRequests, room);
    room.bytes += MOST_BYTES / 2;
    const messages = drain(this.messages, fromMessages, room);
    const more = drain(this.requests, fromRequests - requests.length, room);
    const taken = [...messages, ...requests, ...more];
    return taken.length ? taken : tooLarge(this.messages.length ? this.messages : this.requests);
  }
}

function drain(lane: Item[], most: number, room: { bytes: number }): Item[] {
  let taken = 0;
  while (taken < most && lane[taken]!.bytes <= room.bytes) room.bytes -= lane[taken++]!.bytes;
  return lane.splice(0, taken);
}

/** An item larger than a batch may be is run by itself, or it would block the queue. */
const tooLarge = (lane: Item[]): Item[] => lane.splice(0, 1);
