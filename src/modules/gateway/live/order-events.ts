import { Injectable } from '@nestjs/common';
import type { ReplyOf } from '#libs/messaging/contract';
import type { OrderChanges } from '#shared/contracts/orders';
import { Draining } from '../http/draining.js';
import { eventText, HEARTBEAT, retryText } from './event-text.js';
import { OrderNews } from './order-news.js';

/** Shorter than any proxy waits for a silent server, and than this one waits for a silent socket (40 s). */
const HEARTBEAT_MS = 15_000;
/** A stream ends after this time and is resumed by its client: a token that has expired since is noticed then. */
const LIFE_MS = 5 * 60_000;
/** Of all clients that connect again at once, after a restart, each waits another time around this one. */
const RETRY_MS = 1_000;

type Changes = ReplyOf<OrderChanges>;

export interface OrderStream {
  readonly id: string;
  /** The version that the client knows already; 0: none. */
  readonly after: number;
  /** The changes after it, read before the answer began. */
  readonly first: Changes;
  /** Reads the changes after a version. */
  read(after: number): Promise<Changes>;
  /** The client has closed the connection. */
  isGone(): boolean;
}

/** The text of the event stream of an order. */
@Injectable()
export class OrderEvents {
  constructor(
    private readonly news: OrderNews,
    private readonly draining: Draining,
  ) {}

  /**
   * Every change after the known one, in order, each once. Ends after the last change of a final order; before it when the process
   * stops or after five minutes, and the client connects again with the id of the last event.
   */
  async *of({ id, after, first, read, isGone }: OrderStream): AsyncGenerator<string, void> {
    let [version, since] = [after, performance.now()];
    const endsAt = since + LIFE_MS;
    const isOver = (): boolean => isGone() || this.draining.isStopping || performance.now() >= endsAt;
    yield retryText(Math.round(RETRY_MS * (0.5 + Math.random())));
    for (let changes: Changes | undefined = first; ;) {
      for (const change of changes?.changes ?? []) {
        [version, since] = [change.version, performance.now()];
        yield eventText(version, change.type, change);
      }
      if (changes?.isLast || isOver()) return;
      const hasNews = await this.news.next({ id, version, since, until: performance.now() + HEARTBEAT_MS, isOver });
      changes = hasNews ? await read(version).catch(() => pause(RETRY_MS)) : undefined;
      if (!changes && !isOver()) yield HEARTBEAT;
    }
  }
}

const pause = (ms: number): Promise<undefined> => new Promise((over) => setTimeout(over, ms, undefined));
