import type { KeyObject } from 'node:crypto';
import { PassingMap } from '#libs/collections';
import { observeQueue } from '#libs/telemetry';
import { deadline } from '../../deadline/index.js';
import type { TransportName } from '../transport.js';
import { callIn, resultIn, type CallResult } from './answer.js';

/** Limits: 2,000 calls of usual size, or 64 MB, as with frames of half a megabyte. */
const MOST_CALLS = 2_000;
const MOST_CHARACTERS = 32_000_000;

interface Asked {
  readonly id: string;
  /** Where it was put. */
  readonly queue: string;
  /** The key that proves answers of the called context. */
  readonly key: KeyObject;
}
interface PendingCall extends Asked {
  /** By performance.now(). */
  readonly since: number;
  readonly resolve: (result: CallResult) => void;
  readonly reject: (error: Error) => void;
}

/** The calls of this process without an answer; limited in number, size and time. */
export class PendingCalls {
  private readonly calls = new PassingMap<string, PendingCall>();
  private characters = 0;

  constructor(private readonly over: TransportName) {
    observeQueue(
      `calls over ${over}`,
      () => this.calls.size,
      () => MOST_CALLS,
    );
  }

  /** Why no further call may begin; undefined: it may. */
  trouble(characters: number): string | undefined {
    const isFull = this.calls.size >= MOST_CALLS || this.characters + characters > MOST_CHARACTERS;
    return isFull ? `${this.calls.size} calls are under way already` : undefined;
  }

  /** Waits for the answer, at most `remainingMs`. */
  async answerTo({ id, queue, key }: Asked, characters: number, remainingMs: number): Promise<CallResult> {
    const { promise, resolve, reject } = Promise.withResolvers<CallResult>();
    const inTime = deadline(remainingMs, () => reject(new NoAnswer(remainingMs)));
    this.calls.set(id, { id, queue, key, since: performance.now(), resolve, reject });
    this.characters += characters;
    try {
      return await promise;
    } finally {
      inTime();
      this.calls.delete(id);
      this.characters -= characters;
    }
  }

  olderThan(moment: number): readonly Pick<PendingCall, 'id' | 'queue'>[] {
    return [...this.calls.values()].filter(({ since }) => since < moment);
  }

  /** False for text that is no answer of the called context; the call keeps waiting. An answer to an abandoned call is ignored. */
  answered(heard: string): boolean {
    const id = callIn(heard);
    const call = id && this.calls.get(id);
    if (!call) return id !== undefined;
    const result = resultIn({ key: call.key, over: this.over }, call.id, heard);
    if (result) call.resolve(result);
    return result !== undefined;
  }

  failed(id: string, error: Error): void {
    this.calls.get(id)?.reject(error);
  }

  /** The subscription to the answers broke: answers sent meanwhile are lost. */
  allFailed(error: Error): void {
    for (const { reject } of this.calls.values()) reject(error);
  }
}

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(ms: number) {
    super(`no answer came within ${Math.round(ms)} ms`);
  }
}
