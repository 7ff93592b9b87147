import { HelpSagaHandler } from './commands/help-saga.js';
import { ListSagasHandler } from './queries/list-sagas.js';
import { ShowSagaHandler } from './queries/show-saga.js';
import { SagasMessageController } from './sagas.message.controller.js';

/** What operators see of the sagas of orders, and decide about them. */
export const sagaOperations = {
  controllers: [SagasMessageController],
  providers: [HelpSagaHandler, ListSagasHandler, ShowSagaHandler],
} as const;
