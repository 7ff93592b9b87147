import { CoreTables1700000000000 } from './core-tables.js';
import { DeadLettersByDecision1700000000002 } from './dead-letters-by-decision.js';
import { OutboxBundles1700000000004 } from './outbox-bundles.js';
import { SettledLetters1700000000003 } from './settled-letters.js';
import { UndosTimedOut1700000000005 } from './undos-timed-out.js';

/** The migrations of messaging's own tables, which every context runs together with its own. */
export const coreMigrations = [
  CoreTables1700000000000,
  DeadLettersByDecision1700000000002,
  SettledLetters1700000000003,
  OutboxBundles1700000000004,
  UndosTimedOut1700000000005,
] as const;
