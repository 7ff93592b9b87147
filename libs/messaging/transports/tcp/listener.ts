import type { TcpContext } from '@nestjs/microservices';
import type { ContextServer } from '../../door/context-server.js';
import { verdictOn } from '../../door/verdict.js';
import { messagingError, toWire, Unreachable, Unreadable } from '../../errors.js';
import type { Refusal } from '../../contract/index.js';
import type { Refusals } from '../proof/index.js';
import { DRAIN_MS, FLUSH_MS, MOST_CALLS } from './limits.js';
import { addressOf } from './greeting/index.js';
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
    private readonly refusals: Refusals,
  ) {
    server.addHandler(HELLO, () => Promise.resolve(parcel(this.hello())));
    for (const context of contexts) {
      this.handle(`${context.context}.request`, (data, socket) => this.request(context, data, socket));
      this.handle(`${context.context}.frame`, (data, socket) => this.deliver(context, data, socket));
    }
  }

  /** Resolves with the port on which it listens. */
  open(): Promise<number> {
    return this.server.opened();
  }

  /** Calls in progress are answered; new ones are refused, so that callers use another instance. */
  async drain(): Promise<void> {
    this.isDraining = true;
    this.server.stopListening();
    await until(() => this.calls.size === 0, DRAIN_MS);
    await until(() => !this.server.hasUnsent, FLUSH_MS);
  }

  close(): Promise<void> {
    return this.server.end();
  }

  private async request(context: ContextServer, data: Parcel, socket: PacketSocket): Promise<Parcel> {
    const request = toRequest(data);
    const forbidden = this.forbidden(socket, request.headers.source, context.context);
    if (forbidden) return ofReply({ error: toWire(forbidden) });
    if (!context.takesRequests) throw new Unreachable(`${context.context} is not taking requests`);
    return ofReply(await context.request(request));
  }

  private async deliver(context: ContextServer, data: Parcel, socket: PacketSocket): Promise<Parcel> {
    const frame = toFrame(data);
    if (frame.receiver !== context.context) throw this.misdirected(frame.receiver, context.context);
    const forbidden = this.forbidden(socket, frame.sender, context.context);
    if (forbidden) return ofReceipts(frame.messages.map(({ id }) => ({ id, ...verdictOn(forbidden) })));
    return ofReceipts(await context.deliver(frame));
  }

  /** Why the peer may not send in this context's name; undefined: it has proven that it may. */
  private forbidden(socket: PacketSocket, from: string, to: string): Refusal | undefined {
    if (socket.mayTell(from, to)) return undefined;
    const why = `the process at ${addressOf(socket.netSocket)} has not proven that it speaks for ${from.slice(0, 100)}`;
    this.refusals.refused('not-its-name', `a call to ${to} is refused: ${why}`);
    return messagingError('message.forbidden', why);
  }

  private misdirected(receiver: string, to: string): Unreadable {
    const why = `it is for ${receiver.slice(0, 100)}`;
    this.refusals.refused('misdirected', `a frame to ${to} is refused: ${why}`);
    return new Unreadable(why);
  }

  private hello(): Hello {
    const open = this.isDraining ? [] : this.contexts.filter(({ takesRequests }) => takesRequests);
    return { contexts: open.map(({ context }) => context) };
  }

  private handle(pattern: string, work: (data: Parcel, socket: PacketSocket) => Promise<Parcel>): void {
    this.server.addHandler(pattern, async (data: Parcel, context: TcpContext) => {
      const socket = context.getSocketRef() as PacketSocket;
      const begun = this.calls.get(socket) ?? 0;
      if (this.isDraining) return ofRefusal(new Unreachable('the process stops'));
      if (begun >= MOST_CALLS) return ofRefusal(new Unreachable(`${begun} calls of this connection are under way`));
      this.calls.set(socket, begun + 1);
      try {
        return await work(data, socket);
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
