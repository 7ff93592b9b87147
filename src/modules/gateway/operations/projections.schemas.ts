import { z } from 'zod';
import * as orders from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { decimal } from '../requests/schemas.js';

const at = '2026-11-24T10:00:00.000Z';
const place = { projection: 'orders', store: 'postgres' };
const id = '01890a5d-ac96-774b-bcce-b30209900004';

export const ProjectionName = orders.ProjectionName.meta({
  description: 'The name of a projection.',
  examples: ['orders'],
});
const store = orders.StoreName.meta({
  description: 'Where its copies are: `postgres` or `mongodb`.',
  examples: ['postgres'],
});
const copy = orders.CopyNumber.meta({ description: 'The number of the copy.', examples: [2] });

export const ProjectionList = z.object({ data: z.array(orders.CopyStanding) }).meta({
  id: 'ProjectionList',
  description: 'The copies of the projections, by store and number.',
  examples: [
    {
      data: [
        {
          ...place,
          copy: 2,
          state: 'building',
          shape: 1,
          codeShape: 1,
          filled: 40_000,
          total: 100_000,
          isFilled: false,
          perSecond: 2_000,
          secondsLeft: 30,
          lagSeconds: 0.4,
          holder: 'monolith-1',
          documents: 40_000,
          changedAt: at,
        },
      ],
    },
  ],
});

/** May be left out where there is only one store. */
export const OneStore = z
  .strictObject({ store: store.optional() })
  .meta({ id: 'OneStore', examples: [{ store: 'postgres' }] });
export type OneStore = z.output<typeof OneStore>;
export const OneCopy = z
  .strictObject({ store, copy })
  .meta({ id: 'OneCopy', examples: [{ store: 'postgres', copy: 1 }] });
export type OneCopy = z.output<typeof OneCopy>;

export const DecidedCopy = orders.SwapProjection.contract.reply!.meta({
  id: 'DecidedCopy',
  description: 'The copy, as it was decided.',
  examples: [{ ...place, copy: 2, state: 'live' }],
});

const DEFAULT_LIMIT = 500;
/** A page of a comparison. */
export const ComparisonQuery = z.strictObject({
  store: store
    .optional()
    .meta({ description: 'May be left out where there is only one store.', examples: ['postgres'] }),
  copy: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'the number of a copy')
    .transform(Number)
    .optional()
    .meta({
      type: 'integer',
      pattern: undefined,
      minimum: 1,
      description: 'The number of the copy; by default the one that is being built, else the live one.',
      examples: [2],
    }),
  after: Id.optional().meta({ description: 'The `next` of the page before; none for the first page.', examples: [id] }),
  limit: decimal(1, orders.MOST_COMPARED, DEFAULT_LIMIT, 'How many documents are compared at most.'),
});
export type ComparisonQuery = z.output<typeof ComparisonQuery>;

export const Comparison = orders.CompareProjection.contract.reply!.meta({
  id: 'Comparison',
  description: 'How a page of a copy differs from what the streams say. Up to 20 differences are named.',
  examples: [
    {
      ...place,
      copy: 2,
      compared: 500,
      same: 499,
      missing: 0,
      extra: 0,
      behind: 1,
      different: 0,
      named: [{ id, kind: 'behind', copied: 3, true: 4 }],
      next: id,
    },
  ],
});
