import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import type { ContractClass } from '../contract/index.js';

/** Under which a module that imports `ContextModule.forRoot` says what it is. */
export const CONTEXT = Symbol('context');

export interface ContextOptions {
  readonly name: string;
  /** Tables of the context, in the order in which they are locked. */
  readonly entities: readonly Type<object>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Contracts that the context sends to itself: timers, effects and their outcomes. */
  readonly messages?: readonly ContractClass[];
}
