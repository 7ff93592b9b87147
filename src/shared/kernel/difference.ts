import { z } from 'zod';
import { Text } from '#libs/text';
import { Id } from './schemas.js';

const Words = z.string().max(300);
const When = z.iso.datetime();

export const DifferenceKind = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z-]*$/, 'lower-case words joined by hyphens');
export const DifferenceState = z
  .enum(['open', 'repaired', 'gone'])
  .describe('`repaired`: by an operator. `gone`: by itself.');

/** What two sides say differently of an order. */
export const Difference = z.object({
  id: Id,
  kind: DifferenceKind,
  orderId: Id,
  compared: z.string().max(100).describe('The two sides, the own one first.'),
  ours: Words.describe('What the first side says.'),
  theirs: Words.describe('What the second side says.'),
  repair: Words.describe('What is to be done.'),
  isAutomatic: z.boolean().describe('It can be asked for; otherwise it is work for a person.'),
  state: DifferenceState,
  since: When.describe('When it was first seen.'),
  closedAt: When.nullable(),
  closedBy: Id.nullable().describe('The operator who had it repaired.'),
  closedWhy: z.string().max(400).nullable(),
});
export type Difference = z.output<typeof Difference>;

/** Which of them are asked for: those that were seen first before the others, after the last one of the page before. */
export const DifferencesAsked = z.object({
  state: DifferenceState,
  kind: DifferenceKind.optional(),
  /** In seconds. */
  olderThan: z.int().min(0).max(31_536_000).optional(),
  after: z.object({ since: When, id: Id }).optional(),
  limit: z.int().min(1).max(100),
});
export const RepairAsked = z.object({ id: Id, reason: Text(200), dryRun: z.boolean() });
/** `does`: what is done, or would be. */
export const Repaired = z.object({ id: Id, kind: DifferenceKind, orderId: Id, does: Words, state: DifferenceState });
