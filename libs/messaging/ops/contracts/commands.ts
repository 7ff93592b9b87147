import { z } from 'zod';
import { Text } from '#libs/text';
import { command } from '../../contract/index.js';
import { GroupName } from './values.js';

/** One message by its id, for all receivers that did not process it; or the first hundred letters of a group. */
const payload = z
  .object({
    id: z.uuid().toLowerCase().optional(),
    group: GroupName.optional(),
    reason: Text(200),
  })
  .refine(({ id, group }) => (id === undefined) !== (group === undefined), 'either an id or a group');

const wish = {
  payload,
  reply: z.object({
    settled: z.int().describe('Letters that this changed.'),
    already: z.int().describe('Letters that were settled before.'),
    more: z.boolean().describe('The group has more of them.'),
  }),
  errors: { 'ops.staff-only': 'forbidden', 'ops.no-dead-letter': 'not-found' },
  key: (c: { id?: string; group?: string }) => c.id ?? c.group ?? '',
  audit: (
    { id, group, reason }: { id?: string; group?: string; reason: string },
    reply: { settled: number } | undefined,
  ) => ({
    letter: id,
    group,
    reason,
    settled: reply?.settled,
  }),
  from: ['gateway'],
} as const;

/** Sends dead letters again with the same ids, so that a receiver that has processed one only answers it. */
export class Redrive extends command('ops.redrive.v1', wish) {}

/** Discards dead letters permanently; they are never processed. */
export class Discard extends command('ops.discard.v1', wish) {}
