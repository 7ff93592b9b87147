import { setTimeout as pause } from 'node:timers/promises';
import { Unreadable, type Carrier, type Frame, type Receipt, type Reply, type Request } from '#libs/messaging';
import type { Random } from './random.js';

/** How often each thing happens to a frame, from 0 to 1. */
export interface Chances {
  readonly doubled?: number;
  readonly lost?: number;
  readonly answerLost?: number;
  readonly truncated?: number;
  /** Arrives, and is answered, only after its sender has given it up. */
  readonly late?: number;
  /** Overtaken by others: it waits up to so many milliseconds. */
  readonly delayMs?: number;
}

/**
 * A message that got no answer so often is not mistreated again: the fourth time it would rightly be taken for poison, and a busy
 * machine may be late by itself, too.
 */
const MOST_UNANSWERED = 1;

/** After so many frames that luck has spared, each kind of mischief happens once. */
const MOST_SPARED = 3;

/** A network between two contexts, as bad as it is told to be. Frames cross it as text. */
export class Mangler implements Carrier {
  readonly did: Record<string, number> = {};
  /** The most body bytes that a frame had. */
  largest = 0;
  private readonly unanswered = new Map<string, number>();
  private readonly spared = new Map<string, number>();

  constructor(
    private readonly next: Carrier,
    private readonly random: Random,
    private readonly chances: Chances,
  ) {}

  request(request: Request): Promise<Reply> {
    return this.next.request(request);
  }

  async deliver(frame: Frame): Promise<readonly Receipt[]> {
    this.largest = Math.max(
      this.largest,
      frame.messages.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0),
    );
    const { doubled = 0, lost = 0, answerLost = 0, truncated = 0, late = 0, delayMs = 0 } = this.chances;
    const text = JSON.stringify(frame);
    await pause(this.random.next() * delayMs);
    if (this.strikes('truncated', truncated)) return this.arrive(text.slice(0, text.length * this.random.next()));
    if (this.silences(frame, 'lost', lost)) return never(frame);
    if (this.strikes('doubled', doubled)) void this.arrive(text).catch(() => undefined);
    if (this.silences(frame, 'late', late)) await pause(frame.remainingMs * 1.2);
    const receipts = await this.arrive(text);
    if (this.silences(frame, 'answerLost', answerLost)) return never(frame);
    for (const { id } of frame.messages) this.unanswered.delete(id);
    return receipts;
  }

  private arrive(text: string): Promise<readonly Receipt[]> {
    let frame: Frame;
    try {
      frame = JSON.parse(text) as Frame;
    } catch {
      throw new Unreadable('the frame is not whole');
    }
    return this.next.deliver(frame);
  }

  private strikes(what: string, chance: number): boolean {
    const spared = (this.spared.get(what) ?? 0) + 1;
    const does = this.random.next() < chance || (chance > 0 && spared > MOST_SPARED && !this.did[what]);
    this.spared.set(what, spared);
    if (does) this.did[what] = (this.did[what] ?? 0) + 1;
    return does;
  }

  private silences({ messages }: Frame, what: string, chance: number): boolean {
    const unanswered = messages.map(({ id }) => this.unanswered.get(id) ?? 0);
    if (!messages.length || unanswered.some((times) => times >= MOST_UNANSWERED) || !this.strikes(what, chance))
      return false;
    messages.forEach(({ id }, i) => this.unanswered.set(id, unanswered[i]! + 1));
    return true;
  }
}

/** No answer ever comes; rejects when the sender no longer waits, so that nothing is left behind. */
const never = ({ remainingMs }: Frame): Promise<never> =>
  pause(remainingMs).then(() => Promise.reject(new Error('lost')));
