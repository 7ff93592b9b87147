import { randomUUID } from 'node:crypto';
import type { Link } from './link.js';
import { SteadyChannel } from './steady-channel.js';
import { textIn } from './text-in.js';

interface AnswerOptions {
  readonly link: Link;
  /** Begins its name. */
  readonly name: string;
  readonly heard: (text: string) => void;
  readonly failed: (error: Error) => void;
  /** Called when it is gone: answers until the next one are lost. */
  readonly ended: () => void;
}

/**
 * The queue of this process for its answers. It belongs to its connection and ends with it; each connection has one of a new name, since the
 * broker may not have noticed the end of the last one yet.
 */
export class AnswerQueue {
  private readonly channel: SteadyChannel;
  private current = '';

  constructor({ link, name: begin, heard, failed, ended }: AnswerOptions) {
    const setUp = async (channel: NonNullable<SteadyChannel['now']>, reopen: () => void) => {
      const name = `${begin}.${randomUUID()}`;
      await channel.assertQueue(name, { exclusive: true, autoDelete: true });
      const take = (message: { content: Buffer } | null) => (message ? heard(textIn(message) ?? '') : reopen());
      await channel.consume(name, take, { noAck: true });
      this.current = name;
    };
    this.channel = new SteadyChannel({ link, failed, ended, setUp });
  }

  get name(): string {
    return this.current;
  }

  get isOpen(): boolean {
    return this.channel.now !== undefined;
  }

  opened(): Promise<void> {
    return this.channel.opened();
  }

  close(): void {
    this.channel.close();
  }
}
