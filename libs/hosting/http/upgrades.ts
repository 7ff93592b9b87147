import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request to leave HTTP: its socket, and what the client sent after the head. */
export interface Upgrade {
  readonly socket: Socket;
  readonly head: Buffer;
}

/**
 * Requests that ask for another protocol, such as WebSocket. They are served like every other request, so that all checks and problem
 * answers hold for them, too; whoever serves one may then take its socket.
 */
export class Upgrades {
  private readonly asked = new WeakMap<IncomingMessage, Upgrade>();

  /** @param isTaken  all others are served as if they had not asked */
  constructor(server: Server, isTaken: (request: IncomingMessage) => boolean) {
    Object.assign(server, { shouldUpgradeCallback: isTaken });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      this.asked.set(request, { socket, head });
      const response = new ServerResponse(request);
      response.shouldKeepAlive = false;
      response.assignSocket(socket);
      response.once('finish', () => {
        response.detachSocket(socket);
        socket.destroySoon();
      });
      socket.on('error', () => undefined); // 'close' follows
      server.emit('request', request, response);
    });
  }

  /** What a request asked for; undefined for those that are not taken. */
  of(request: IncomingMessage): Upgrade | undefined {
    return this.asked.get(request);
  }
}
