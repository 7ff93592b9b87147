import type { Redis } from 'ioredis';

interface EarsOptions {
  readonly redis: Redis;
  readonly heard: (text: string) => void;
  /** Called when the subscription breaks: messages until it is restored are lost. */
  readonly deafened: () => void;
}

/** The subscriptions of one process: the channel of its answers, and one per served context, which shows others that it is served. */
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

  /** Takes effect immediately in this process, and in the broker when it is reachable. */
  async drop(channel: string): Promise<void> {
    this.channels.delete(channel);
    await this.options.redis.unsubscribe(channel).catch(() => undefined); // a broken connection ends the subscription as well
  }

  /** Sends a ping, since a subscriber, which only receives, would not notice a dead connection. */
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
