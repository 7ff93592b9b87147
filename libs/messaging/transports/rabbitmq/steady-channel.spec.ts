import { EventEmitter } from 'node:events';
import type { Link } from './link.js';
import { SteadyChannel } from './steady-channel.js';

/** As amqplib's: it emits `close` at its end. */
class FakeChannel extends EventEmitter {
  close = async (): Promise<void> => void this.emit('close');
}

class FakeLink extends EventEmitter {
  readonly made: FakeChannel[] = [];
  connection = this.opened();

  opened() {
    const createChannel = async (): Promise<FakeChannel> => {
      this.made.push(new FakeChannel());
      return this.made.at(-1)!;
    };
    return { createChannel };
  }
}

describe('a channel of RabbitMQ', () => {
  const failures: string[] = [];
  const failed = ({ message }: Error): void => void failures.push(message);
  const steady = (link: FakeLink, setUp: () => Promise<void>): SteadyChannel =>
    new SteadyChannel({ link: link as unknown as Link, setUp, failed });
  beforeEach(() => void failures.splice(0));

  it('that ends in the same turn as its last answer comes is opened again', async () => {
    const link = new FakeLink();
    const setUp = async (): Promise<void> => void (link.made.length === 1 && link.made[0]!.emit('close'));
    const channel = steady(link, setUp);
    await expect(channel.opened()).rejects.toThrow('ended');
    await channel.opened();
    expect(channel.now).toBe(link.made[1]);
    channel.close();
  });

  it('of a connection that has ended meanwhile is none', async () => {
    const link = new FakeLink();
    const setUp = async (): Promise<void> => void (link.made.length === 1 && (link.connection = link.opened()));
    const channel = steady(link, setUp);
    await expect(channel.opened()).rejects.toThrow('ended');
    await channel.opened();
    expect(channel.now).toBe(link.made[1]);
    channel.close();
  });

  it('that is closed while it is set up tells of no failure', async () => {
    const link = new FakeLink();
    const channel: SteadyChannel = steady(link, async () => channel.close());
    await expect(channel.opened()).rejects.toThrow('closed');
    expect(failures).toEqual([]);
  });
});
