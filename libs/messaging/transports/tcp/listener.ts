import type { TcpContext } from '@nestjs/microservices';
import type { ContextServer } from '../../door/context-server.js';
import { Unreachable, Unreadable } from '../../errors.js';
import { DRAIN_MS, FLUSH_MS, MOST_CALLS } from './limits.js';
import type { PacketSocket } from './packet-socket.js';
import { parcel, type Parcel } from './packets.js';
import { ofReceipts, ofRefusal, ofReply, toFrame, toRequest } from './parcels.js';
import { HELLO, type Hello } from './peer.js';
import type { Server } from './server.js';

/** Serves all contexts of this process on one port. */
export class Listener {
  private readonly calls = new Map<PacketSocket, number>();
  private isDraining = false;

  constructor(
    private readonly server: Server,
    private readonly contexts: readonly ContextServer[],
  ) {
    server.addHandler(HELLO, () => Promise.resolve(parcel(this.hello())));
    for (const context of contexts) {
      this.handle(`${context.context}.request`, async (data) => {
        const request = toRequest(data);
        if (!context.takesRequests) throw new Unreachable(`${context.context} is not taking requests`);
        return ofReply(await context.request(request));
      });
      this.handle(`${context.context}.frame`, async (data) => ofReceipts(await context.deliver(toFrame(data))));
    }
  }

  open(): Promise<void> {
    return this.server.opened();
  }

  /** What is under way is answered; whatever comes now is told to go elsewhere. */
  async drain(): Promise<void> {
    this.isDraining = true;
    this.server.stopListening();
    await until(() => this.calls.size === 0, DRAIN_MS);
    await until(() => !this.server.hasUnsent, FLUSH_MS);
  }

  close(): Promise<void> {
    return this.server.end();
  }

  private hello(): Hello {
    const open = this.isDraining ? [] : this.contexts.filter(({ takesRequests }) => takesRequests);
    return { contexts: open.map(({ context }) => context) };
  }

  private handle(pattern: string, work: (data: Parcel) => Promise<Parcel>): void {
    this.server.addHandler(pattern, async (data: Parcel, context: TcpContext) => {
      const socket = context.getSocketRef() as PacketSocket;
      const begun = this.calls.get(socket) ?? 0;
      if (this.isDraining) return ofRefusal(new Unreachable('the process stops'));
      if (begun >= MOST_CALLS) return ofRefusal(new Unreachable(`${begun} calls of this connection are under way`));
      this.calls.set(socket, begun + 1);
      try {
        return await work(data);
      } catch (error) {
        if (error instanceof Unreachable || error instanceof Unreadable) return ofRefusal(error);
        throw error;
      } finally {
        this.done(socket);
      }
    });
  }

  private done(socket: PacketSocket): void {
    const left = this.calls.get(socket)! - 1;
    if (left) this.calls.set(socket, left);
    else this.calls.delete(socket);
  }
}

async function until(isSo: () => boolean, ms: number): Promise<void> {
  for (const limit = performance.now() + ms; !isSo() && performance.now() < limit;)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
