import type { Redis } from 'ioredis';

interface EarsOptions {
  readonly redis: Redis;
  readonly heard: (text: string) => void;
  /** What was said from now on, until it listens again, is lost. */
  readonly deafened: () => void;
}

/** The channels that one process listens to: that of the answers to it, and one per context that it serves, for others to see. */
export class Ears {
  private readonly channels = new Set<string>();
  private isListening = false;

  constructor(private readonly options: EarsOptions) {
    const { redis, heard } = options;
    redis.on('message', (_channel: string, text: string) => heard(text));
    redis.on('close', () => this.deafened());
    redis.on('ready', () => void this.listen());
  }

  get areOpen(): boolean {
    return this.isListening;
  }

  async add(channel: string): Promise<void> {
    this.channels.add(channel);
    await this.options.redis.subscribe(channel);
    this.isListening = true;
  }

  /** At once for this process; the broker learns it when it can. */
  async drop(channel: string): Promise<void> {
    this.channels.delete(channel);
    await this.options.redis.unsubscribe(channel).catch(() => undefined); // gone with its connection, too
  }

  /** Nothing else would show that the other end is gone: a subscriber only waits. */
  async pulse(): Promise<void> {
    if (this.isListening) await this.options.redis.ping();
  }

  private async listen(): Promise<void> {
    if (!this.channels.size) return;
    try {
      await this.options.redis.subscribe(...this.channels);
      this.isListening = true;
    } catch {
      this.options.redis.disconnect(true);
    }
  }

  private deafened(): void {
    this.isListening = false;
    this.options.deafened();
  }
}
