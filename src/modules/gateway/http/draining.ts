import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { PassingSet } from '#libs/collections';

/** So long after the stop began, every answer asks its client to leave: closing connections at once loses what they bring. */
const FAREWELL_MS = 200;
/** A request that is still running so long after the stop began is cut off: the contexts want to stop within 10 s, too. */
const GRACE_MS = 6_000;

/** The gateway's part in a clean stop: nobody is made to wait longer, and no idle connection keeps the server open. */
@Injectable()
export class Draining implements BeforeApplicationShutdown {
  private readonly waits = new PassingSet<() => void>();
  private begun = false;

  constructor(private readonly http: HttpAdapterHost) {}

  get isStopping(): boolean {
    return this.begun;
  }

  /** What the promise brings, or undefined as soon as the process stops. */
  unlessStopping<T>(promise: Promise<T>): Promise<T | undefined> {
    if (this.begun) return promise.catch(() => undefined).then(() => undefined);
    return new Promise((resolve, reject) => {
      const giveUp = () => resolve(undefined);
      this.waits.add(giveUp); // Promise.race with one promise for the whole process would never let go of its losers
      promise.then(resolve, reject).finally(() => this.waits.delete(giveUp));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.begun = true;
    for (const giveUp of this.waits) giveUp();
    const server = this.http.httpAdapter.getHttpServer() as Server;
    if (!server.listening) return;
    await pause(FAREWELL_MS);
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(cut);
    });
  }
}
