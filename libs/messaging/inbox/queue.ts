import type { Item } from './item.js';

const MOST_ITEMS = 256;
const MOST_BYTES = 1_000_000;

/** What waits for the next batch: requests and messages apart, so that neither shuts out the other. */
export class Queue {
  private readonly requests: Item[] = [];
  private readonly messages: Item[] = [];

  push(item: Item): void {
    (item.isRequest ? this.requests : this.messages).push(item);
  }

  get length(): number {
    return this.requests.length + this.messages.length;
  }

  /** Up to 256 items or 1 MB, half from each lane and unused room shared, in the order of arrival. An item that must be alone is. */
  take(): Item[] {
    const lonely = [this.messages, this.requests].find((lane) => lane[0]?.alone);
    if (lonely) return lonely.splice(0, 1);
    const half = MOST_ITEMS / 2;
    const fromRequests = Math.min(this.requests.length, Math.max(half, MOST_ITEMS - this.messages.length));
    const fromMessages = Math.min(this.messages.length, MOST_ITEMS - fromRequests);
    const room = { bytes: MOST_BYTES / 2 };
    const requests = drain(this.requests, fromRequests, room);
    room.bytes += MOST_BYTES / 2;
    const messages = drain(this.messages, fromMessages, room);
    const more = drain(this.requests, fromRequests - requests.length, room);
    const taken = [...messages, ...requests, ...more];
    if (taken.length) return taken;
    return (this.messages.length ? this.messages : this.requests).splice(0, 1); // it is too large for any batch
  }
}

function drain(lane: Item[], most: number, room: { bytes: number }): Item[] {
  let taken = 0;
  while (taken < most && !lane[taken]!.alone && lane[taken]!.bytes <= room.bytes) room.bytes -= lane[taken++]!.bytes;
  return lane.splice(0, taken);
}
