import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import type { ContractClass, Duration } from '../contract/index.js';

/** The metadata key under which a module that imports `ContextModule.forRoot` has its options. */
export const CONTEXT = Symbol('context');

export interface ContextOptions {
  readonly name: string;
  /** Tables of the context, in the order in which they are locked. */
  readonly entities: readonly Type<object>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Contracts that the context sends to itself: timers, effects and their outcomes. */
  readonly messages?: readonly ContractClass[];
  /** Limits for accepting commands. @defaultValue none: it accepts commands while its outbox has room */
  readonly admission?: AdmissionOptions;
}

/** Commands are refused while they could not be finished in time. */
export interface AdmissionOptions {
  /** The time in which an accepted command must be finished, including the timers set for it. */
  readonly within: Duration;
  /** Contexts that every command needs. */
  readonly needs: readonly string[];
}
