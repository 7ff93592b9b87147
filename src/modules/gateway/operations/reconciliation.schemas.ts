import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import { Difference, DifferenceKind, DifferenceState, Repaired } from '#shared/kernel';
import { optionalDecimal, PageQuery } from '../requests/schemas.js';
import { Reason } from './ops.schemas.js';

const at = '2026-11-24T10:00:00.000Z';
const id = '01890a5d-ac96-774b-bcce-b30209900007';
const orderId = '01890a5d-ac96-774b-bcce-b30209900004';
const YEAR_S = 31_536_000;

/** The contexts that compare themselves with others. */
export const Comparer = z
  .enum(['payments', 'orders'])
  .meta({ description: 'The context that has found it.', examples: ['payments'] });
export type Comparer = z.output<typeof Comparer>;

export const DifferenceQuery = PageQuery.extend({
  state: DifferenceState.default('open').meta({ description: 'In which state they are.', examples: ['open'] }),
  kind: DifferenceKind.optional().meta({ description: 'Of which kind.', examples: ['charge-unknown-here'] }),
  olderThan: optionalDecimal(0, YEAR_S, {
    description: 'Those that were first seen at least so many seconds ago.',
    examples: [3_600],
  }),
});
export type DifferenceQuery = z.output<typeof DifferenceQuery>;

const FoundDifference = Difference.extend({ context: Comparer });

export const DifferencePage = pageOf(FoundDifference)
  .extend({ missing: z.array(z.string()).describe('Contexts that did not answer in time.') })
  .meta({
    id: 'DifferencePage',
    description: 'What two sides say differently, what was seen first before the others.',
    examples: [
      {
        data: [
          {
            context: 'payments',
            id,
            kind: 'charge-unknown-here',
            orderId,
            compared: 'payments and the provider',
            ours: 'no payment',
            theirs: 'captured 25.00 EUR, given back 0.00 EUR',
            repair: 'Money was taken of which there is no charge here: it is given back.',
            isAutomatic: true,
            state: 'open',
            since: at,
            closedAt: null,
            closedBy: null,
            closedWhy: null,
          },
        ],
        page: { next: null, hasMore: false },
        missing: [],
      },
    ],
  });

export const RepairWish = Reason.extend({
  dryRun: z.boolean().default(false).describe('Nothing is done: it is said what would be.'),
}).meta({
  id: 'RepairWish',
  description: 'Why a difference is repaired.',
  examples: [{ reason: 'ticket 4711', dryRun: true }],
});
export type RepairWish = z.output<typeof RepairWish>;

export const RepairedDifference = Repaired.meta({
  id: 'RepairedDifference',
  description: 'What was done about a difference, or would be.',
  examples: [
    {
      id,
      kind: 'charge-unknown-here',
      orderId,
      does: 'Money was taken of which there is no charge here: it is given back.',
      state: 'repaired',
    },
  ],
});
