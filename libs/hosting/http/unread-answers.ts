import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterReading } from '#libs/messaging';
import { counter, metering } from '#libs/telemetry';

const CUT = counter(
  'cleave.http.answers_cut',
  '{answer}',
  'Answers whose clients have not read them: the connection was reset.',
);

/**
 * Sent answers that their clients have not read yet, so that they are still in this process's memory.
 *
 * Each answer has a timeout, and all together have a limit in bytes; beyond it the connection with the oldest answer is reset. Answers
 * that the kernel accepts immediately, as for any client that reads, are not tracked.
 */
export class UnreadAnswers {
  /** The oldest first. */
  private readonly all = new Map<ServerResponse, Socket>();

  constructor(
    private readonly mostBytes: number,
    private readonly lifeMs: number,
  ) {}

  /** Their bytes in memory now. */
  get bytes(): number {
    let sum = 0;
    for (const { writableLength } of this.all.values()) sum += writableLength;
    return sum;
  }

  /** Call it after the end of the answer, while it is the only one on its connection. */
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
    metering?.add(CUT, {});
    this.all.get(answer)?.destroy();
    this.all.delete(answer);
  }
}
