import { z } from 'zod';
import { command, query, rowsOf } from '#libs/messaging/contract';
import { Id } from '#shared/kernel';

/** Documents that are compared at once. */
export const MOST_COMPARED = 1_000;
/** Differences of a page that are named; all of them are counted. */
export const MOST_NAMED = 20;

export const ProjectionName = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z-]*$/, 'the name of a projection');
export const StoreName = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z-]*$/, 'the name of a store');
export const CopyNumber = z.int().min(1).max(1_000_000_000);
const Count = z.int().nonnegative();

/**
 * - **building**: is filled from the streams; nobody searches it.
 * - **live**: is searched.
 * - **old**: was live; is not fed any more.
 * - **dropped**: its documents are removed as soon as the store answers.
 */
export const CopyState = z.enum(['building', 'live', 'old', 'dropped']);

/** A copy of a projection in a store: what was decided about it, and how far it is. */
export const CopyStanding = z.object({
  projection: ProjectionName,
  store: StoreName,
  copy: CopyNumber,
  state: CopyState,
  shape: Count.describe('Of its documents.'),
  codeShape: Count.describe('What the running code makes; a copy of an older one wants a rebuild.'),
  filled: Count.describe('Documents that its first fill has written.'),
  total: Count.describe('How many there are to fill, roughly.'),
  isFilled: z.boolean().describe('The first fill is complete; what has changed since follows.'),
  perSecond: z
    .number()
    .nonnegative()
    .nullable()
    .describe('Documents a second since the fill began; null when it is not being filled.'),
  secondsLeft: Count.nullable().describe('Until it is filled, at this rate; null when that is not known.'),
  lagSeconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe('Age of the oldest event that it does not have, 0 when there is none; null when nobody feeds it.'),
  holder: z.string().max(200).nullable().describe('The process that feeds it at the moment.'),
  documents: Count.nullable().describe('As its store estimates; null when that does not answer.'),
  changedAt: z.iso.datetime().describe('When its state was decided.'),
});
export type CopyStanding = z.output<typeof CopyStanding>;

const from = ['gateway'] as const;
const forStaff = { 'ops.staff-only': 'forbidden' } as const;
const known = { ...forStaff, 'orders.no-such-projection': 'not-found', 'orders.no-such-store': 'not-found' } as const;

/** The copies of all projections, by store and number. Those that are dropped are shown until their documents are removed. */
export class ListProjections extends query('orders.list-projections.v1', {
  payload: z.object({}),
  reply: z.object({ copies: rowsOf(CopyStanding) }),
  errors: forStaff,
  from,
}) {}

/** May be left out where there is only one. */
const oneStore = z.object({ projection: ProjectionName, store: StoreName.optional() });
const oneCopy = z.object({ projection: ProjectionName, store: StoreName, copy: CopyNumber });
const Decided = oneCopy.extend({ state: CopyState });
const key = ({ projection, store }: { projection: string; store?: string }): string =>
  store ? `${projection}@${store}` : projection;

type Reply = z.output<typeof Decided> | undefined;
const audited = ({ projection, store, copy }: z.output<typeof oneStore> & { copy?: number }, reply: Reply) => ({
  projection,
  store: reply?.store ?? store,
  copy: reply?.copy ?? copy,
});

/** Begins a new copy, which is filled from the streams while the live one is searched. One at a time for each store. */
export class RebuildProjection extends command('orders.rebuild-projection.v1', {
  payload: oneStore,
  reply: Decided,
  errors: {
    ...known,
    'orders.store-not-named': 'invalid',
    'orders.copy-being-built': 'conflict',
    'orders.too-many-copies': 'conflict',
  },
  key,
  audit: audited,
  passesAdmission: true,
  from,
}) {}

/** Lets the copy that was built be searched from now on, instead of the live one, which is kept and not fed any more. */
export class SwapProjection extends command('orders.swap-projection.v1', {
  payload: oneStore,
  reply: Decided,
  errors: {
    ...known,
    'orders.store-not-named': 'invalid',
    'orders.no-such-copy': 'not-found',
    'orders.copy-not-ready': 'conflict',
  },
  key,
  audit: audited,
  passesAdmission: true,
  from,
}) {}

/** Gives an old copy up, or one that is being built. Its documents are removed as soon as the store answers. */
export class DropProjectionCopy extends command('orders.drop-projection-copy.v1', {
  payload: oneCopy,
  reply: Decided,
  errors: {
    ...forStaff,
    'orders.no-such-projection': 'not-found',
    'orders.no-such-copy': 'not-found',
    'orders.copy-is-live': 'conflict',
  },
  key,
  audit: audited,
  passesAdmission: true,
  from,
}) {}

/** A document of a copy that is not what the streams say. Its content is not shown: it may hold personal data. */
export const CopyDifference = z.object({
  id: Id,
  kind: z
    .enum(['missing', 'extra', 'behind', 'different'])
    .describe(
      '`missing`: only the streams have it. `extra`: only the copy has it. `behind`: the copy has an earlier version. `different`: the same version with another content.',
    ),
  copied: Count.nullable().describe('Version in the copy.'),
  true: Count.nullable().describe('Version by the streams.'),
});

/** Compares a page of a copy with what the streams say; by default of the one that is being built, else of the live one. */
export class CompareProjection extends query('orders.compare-projection.v1', {
  payload: z.object({
    projection: ProjectionName,
    store: StoreName.optional(),
    copy: CopyNumber.optional(),
    after: Id.optional(),
    most: z.int().min(1).max(MOST_COMPARED),
  }),
  reply: oneCopy.extend({
    compared: Count.describe('Documents of this page, in the copy or by the streams.'),
    same: Count,
    missing: Count,
    extra: Count,
    behind: Count,
    different: Count,
    named: z.array(CopyDifference).max(MOST_NAMED),
    next: Id.nullable().describe('Where the next page begins; null: this was the last one.'),
  }),
  errors: {
    ...known,
    'orders.store-not-named': 'invalid',
    'orders.no-such-copy': 'not-found',
    'orders.store-away': 'unavailable',
  },
  key,
  from,
}) {}
