import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { finished } from 'node:stream';
import type { ServerResponse } from 'node:http';
import { observeQueue } from '#libs/telemetry';
import { Problem } from '../problems/problem.js';

/** Streams of one process: half of its connections by default, so that other requests always find one. */
export const MOST_STREAMS = 2_000;
/** Streams of one user: some pages, each with several orders. */
export const MOST_OF_A_USER = 10;
const RETRY = { headers: { 'retry-after': '5' } };

/** Counts the open streams, and refuses those beyond the limits. */
@Injectable()
export class OpenStreams implements OnApplicationBootstrap {
  private readonly ofUsers = new Map<string, number>();
  private count = 0;

  onApplicationBootstrap(): void {
    observeQueue(
      'event streams',
      () => this.count,
      () => MOST_STREAMS,
    );
  }

  get size(): number {
    return this.count;
  }

  /** Counts this answer until it is sent or its connection closes. Throws a 429 or 503 at a limit. */
  enter(userId: string, answer: ServerResponse): void {
    const own = this.ofUsers.get(userId) ?? 0;
    if (own >= MOST_OF_A_USER) throw new Problem(429, 'live.too-many-streams', undefined, RETRY);
    if (this.count >= MOST_STREAMS) throw new Problem(503, 'server.too-many-streams', undefined, RETRY);
    this.count++;
    this.ofUsers.set(userId, own + 1);
    finished(answer, () => this.leave(userId));
  }

  private leave(userId: string): void {
    this.count--;
    const own = this.ofUsers.get(userId)! - 1;
    if (own > 0) this.ofUsers.set(userId, own);
    else this.ofUsers.delete(userId);
  }
}
