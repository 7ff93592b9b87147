import type { Logger } from '@nestjs/common';
import type { Limit } from './limit.js';

/** What all processes together have counted for a key. */
export interface Total {
  readonly used: number;
  readonly leftMs: number;
}

/** The counts of one limit in all processes. */
export interface SharedCounter {
  /** False: it is not worth asking now. */
  readonly isReady: boolean;
  /** Adds what was counted here, also nothing, and returns the total; undefined when it cannot be had in time. */
  add(key: string, counted: number): Promise<Total | undefined>;
}

/** The counts of all processes that name the same Redis. */
export interface SharedCounts {
  /** The counter of one limit. */
  of(name: string, limit: Limit): SharedCounter;
  close(): void;
}

export interface SharedCountsOptions {
  readonly url: string;
  /** Of all keys. */
  readonly prefix: string;
  readonly logger: Logger;
}
