import type { Provider, Type } from '@nestjs/common';
import { DiscardHandler } from './commands/discard.js';
import { RedriveHandler } from './commands/redrive.js';
import { Settlements } from './commands/settlements.js';
import { DeadLetterRow } from './data/dead-letter.entity.js';
import { OutboxEntry } from './data/outbox-entry.entity.js';
import { OpsMessageController } from './ops.message.controller.js';
import { GetDeadLetterHandler } from './queries/get-dead-letter.js';
import { GetLagHandler } from './queries/get-lag.js';
import { ListDeadLetterGroupsHandler } from './queries/list-dead-letter-groups.js';
import { ListDeadLettersHandler } from './queries/list-dead-letters.js';
import { TellStoryHandler } from './queries/tell-story.js';

/** The operators' handlers, added to every context. */
export const operations = {
  controllers: [OpsMessageController] satisfies Type<object>[],
  providers: [
    Settlements,
    RedriveHandler,
    DiscardHandler,
    GetLagHandler,
    ListDeadLetterGroupsHandler,
    ListDeadLettersHandler,
    GetDeadLetterHandler,
    TellStoryHandler,
  ] satisfies Provider[],
} as const;

/** A context's tables and the engine's own that decisions write, in the order of locking. */
export const withOpsTables = (entities: readonly Type<object>[]): Type<object>[] => [
  DeadLetterRow,
  ...entities,
  OutboxEntry,
];
