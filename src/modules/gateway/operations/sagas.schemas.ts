import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import * as orders from '#shared/contracts/orders';
import { optionalDecimal, PageQuery } from '../requests/schemas.js';

const at = '2026-11-24T10:00:00.000Z';
const id = '01890a5d-ac96-774b-bcce-b30209900004';
const YEAR_S = 31_536_000;

export const SagaQuery = PageQuery.extend({
  state: orders.SagaWord.optional().meta({
    description: 'The step that it waits for, `compensating`, or `compensation-failed`: those that wait for a person.',
    examples: ['compensation-failed'],
  }),
  step: orders.SagaWord.optional().meta({
    description: 'Whose answer, or whose undo, it waits for.',
    examples: ['payment'],
  }),
  reason: orders.SagaReason.optional().meta({ description: 'Why it is compensated.', examples: ['timeout'] }),
  olderThan: optionalDecimal(0, YEAR_S, {
    description: 'Those that have been in their state for at least so many seconds.',
    examples: [600],
  }),
});
export type SagaQuery = z.output<typeof SagaQuery>;

export const SagaPage = pageOf(orders.OpenSaga).meta({
  id: 'SagaPage',
  description: 'Sagas that have not ended, those that began first before the others.',
  examples: [
    {
      data: [{ id, saga: 'checkout', state: 'compensation-failed', step: 'payment', reason: 'timeout', since: at }],
      page: { next: null, hasMore: false },
    },
  ],
});

const nothing = { step: null, reason: null, by: null, sends: null, undoes: null };
export const Saga = orders.ShowSaga.contract.reply!.meta({
  id: 'Saga',
  description: 'Where a saga stands, and all that has happened to it.',
  examples: [
    {
      id,
      saga: 'checkout',
      state: 'compensation-failed',
      reason: 'timeout',
      steps: [
        { name: 'stock', status: 'done', attempts: 1, until: null, needsHelp: false },
        { name: 'payment', status: 'parked', attempts: 1, until: null, needsHelp: true },
      ],
      entries: [{ ...nothing, version: 1, at, what: 'started', sends: 'stock' }],
    },
  ],
});

export const StepName = orders.SagaWord.meta({ description: 'The name of a step.', examples: ['payment'] });
export const HelpVerb = orders.Help.meta({ description: 'What is done about it.', examples: ['retry'] });
export const HelpedStep = orders.HelpSaga.contract.reply!.meta({
  id: 'HelpedStep',
  description: 'The step and the saga after what was decided.',
  examples: [{ id, step: 'payment', status: 'undone', state: 'compensating' }],
});
