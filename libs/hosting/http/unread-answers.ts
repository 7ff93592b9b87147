import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterReading } from '#libs/messaging';

/**
 * Answers that were given and that their clients have not read yet: they lie in this process's memory.
 *
 * Each has a time in which it must be read, and all together a number of bytes; beyond it the connection with the oldest of them is
 * reset. An answer that the kernel took at once, as it does for a client that reads, is never followed.
 */
export class UnreadAnswers {
  /** The oldest is the first. */
  private readonly all = new Map<ServerResponse, Socket>();

  constructor(
    private readonly mostBytes: number,
    private readonly lifeMs: number,
  ) {}

  /** What they hold at this moment. */
  get bytes(): number {
    let sum = 0;
    for (const { writableLength } of this.all.values()) sum += writableLength;
    return sum;
  }

  /** To be called when the answer was given, while it is the only one on its connection. */
  follow(answer: ServerResponse): void {
    const { socket } = answer;
    if (!socket?.writableLength) return;
    this.all.set(answer, socket);
    const late = setTimeout(() => void afterReading(() => this.cut(answer)), this.lifeMs);
    answer.once('close', () => {
      clearTimeout(late);
      this.all.delete(answer);
    });
    for (const oldest of this.all.keys()) {
      if (this.bytes <= this.mostBytes) return;
      this.cut(oldest);
    }
  }

  private cut(answer: ServerResponse): void {
    this.all.get(answer)?.destroy();
    this.all.delete(answer);
  }
}
