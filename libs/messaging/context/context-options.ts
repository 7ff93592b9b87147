import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import type { ContractClass, Duration } from '../contract/index.js';

/** Under which a module that imports `ContextModule.forRoot` says what it is. */
export const CONTEXT = Symbol('context');

export interface ContextOptions {
  readonly name: string;
  /** Tables of the context, in the order in which they are locked. */
  readonly entities: readonly Type<object>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Contracts that the context sends to itself: timers, effects and their outcomes. */
  readonly messages?: readonly ContractClass[];
  /** What it promises to those whose commands it accepts. @defaultValue nothing: it accepts whatever its outbox has room for */
  readonly admission?: AdmissionOptions;
}

/** Commands are refused as long as they would not be done in time. */
export interface AdmissionOptions {
  /** Within which time what was accepted is done, timers included that were set for it. */
  readonly within: Duration;
  /** Contexts without which none of it can be done. */
  readonly needs: readonly string[];
}
