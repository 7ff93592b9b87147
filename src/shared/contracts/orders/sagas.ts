import { z } from 'zod';
import { command, pageOf, query, rowsOf } from '#libs/messaging/contract';
import { Id, Text } from '#shared/kernel';

/** Entries of a journal that are shown; the checkout of an order has five, and each of an operator's acts adds one. */
export const MOST_ENTRIES = 200;

/** The name of a saga, of a step, or of a state of one. */
export const SagaWord = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z-]*$/, 'lower-case words joined by hyphens');
export const SagaReason = z
  .string()
  .max(200)
  .regex(/^[a-z][a-z0-9.-]*$/, 'the code of a reason');
const When = z.iso.datetime();
const Version = z.int().positive();

export const StepStatus = z
  .enum(['sent', 'done', 'refused', 'undoing', 'parked', 'skipped', 'undone'])
  .describe(
    '`parked`: its undo was not confirmed in time, and a person has to look. `skipped`: an operator let the other undos run first.',
  );

/** A saga that has not ended. */
export const OpenSaga = z.object({
  id: Id.describe('Of the order that is checked out, or of the refund.'),
  saga: SagaWord,
  state: SagaWord.describe(
    'The step that it waits for, `compensating`, or `compensation-failed`: it waits for a person.',
  ),
  step: SagaWord.nullable().describe('Whose answer, or whose undo, it waits for.'),
  reason: z.string().max(200).nullable().describe('Why it is compensated.'),
  since: When.describe('When it came into this state.'),
});
export type OpenSaga = z.output<typeof OpenSaga>;

const forStaff = { 'ops.staff-only': 'forbidden' } as const;
const known = { ...forStaff, 'orders.no-such-saga': 'not-found' } as const;
const from = ['gateway'] as const;
const one = z.object({ id: Id });

/** The sagas that have not ended, those that began first before the others. */
export class ListSagas extends query('orders.list-sagas.v1', {
  payload: z.object({
    state: SagaWord.optional(),
    step: SagaWord.optional(),
    reason: SagaReason.optional(),
    olderThan: z.int().min(0).max(31_536_000).optional(),
    limit: z.int().min(1).max(100),
    cursor: z.string().max(200).optional(),
  }),
  reply: pageOf(OpenSaga),
  errors: { ...forStaff, 'orders.bad-cursor': 'invalid' },
  from,
}) {}

export const SagaStep = z.object({
  name: SagaWord,
  status: StepStatus,
  attempts: z.int().positive().describe('How often its command was sent.'),
  until: When.nullable().describe('Until when its answer is waited for.'),
  needsHelp: z.boolean().describe('It waits for a person: retry, skip or force it.'),
});

export const SagaEntry = z.object({
  version: Version,
  at: When,
  what: SagaWord,
  step: SagaWord.nullable(),
  reason: z.string().max(200).nullable(),
  by: Id.nullable().describe('The operator who decided it.'),
  sends: SagaWord.nullable().describe('The step whose command was sent.'),
  undoes: SagaWord.nullable().describe('The step whose undo was sent.'),
});

/** Where a saga stands, and all that has happened to it. */
export class ShowSaga extends query('orders.show-saga.v1', {
  payload: one,
  reply: z.object({
    id: Id,
    saga: SagaWord,
    state: z.string().max(40),
    reason: z.string().max(200).nullable(),
    steps: z.array(SagaStep).max(20),
    entries: rowsOf(SagaEntry),
  }),
  errors: known,
  key: (q) => q.id,
  from,
}) {}

/**
 * - **retry**: sends the undo of the step again.
 * - **skip**: lets the other undos run first. The step stays open.
 * - **force**: says that the step has no effect any more, as when the money was given back by hand. Of money only an admin may say so.
 */
export const Help = z.enum(['retry', 'skip', 'force']);
export type Help = z.output<typeof Help>;

/** A person decides about a step that the saga cannot undo by itself. */
export class HelpSaga extends command('orders.help-saga.v1', {
  payload: one.extend({ step: SagaWord, help: Help, reason: Text(200) }),
  reply: z.object({ id: Id, step: SagaWord, status: StepStatus, state: z.string().max(40) }),
  errors: { ...known, 'orders.no-help-needed': 'conflict', 'orders.admin-only': 'forbidden' },
  key: (c) => c.id,
  audit: ({ id, step, help, reason }, reply) => ({ saga: id, step, help, reason, state: reply?.state }),
  passesAdmission: true,
  from,
}) {}
