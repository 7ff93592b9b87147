import type { CopyStanding } from '#shared/contracts/orders';
import type { Copy } from './copy.js';

/** A copy as it stands. */
export interface Stands extends Omit<Copy, 'projection'> {
  readonly filled: number;
  readonly begunAt: Date | null;
  readonly filledAt: Date | null;
  readonly lagSeconds: number | null;
  readonly holder: string | null;
  readonly documents: number | null;
}

/** What is true of all copies: the projection, the shape of the running code, how many documents there are to make, and the time. */
export interface Around {
  readonly projection: string;
  readonly codeShape: number;
  readonly total: number;
  readonly now: Date;
}

/** As operators see it, with its rate and what is left while it is being filled. */
export function shown(stands: Stands, { projection, codeShape, total, now }: Around): CopyStanding {
  const { begunAt, filledAt, changedAt, filled, ...rest } = stands;
  const isBeingFilled = begunAt !== null && filledAt === null && fed(stands.state);
  const seconds = isBeingFilled ? (now.getTime() - begunAt.getTime()) / 1_000 : 0;
  const perSecond = isBeingFilled ? Math.round((filled / Math.max(seconds, 1)) * 10) / 10 : null;
  return {
    projection,
    codeShape,
    ...rest,
    filled,
    total: Math.max(Math.round(total), filled),
    isFilled: filledAt !== null,
    perSecond,
    secondsLeft: perSecond ? Math.max(0, Math.ceil((total - filled) / perSecond)) : null,
    changedAt: changedAt.toISOString(),
  };
}

const fed = (state: Copy['state']): boolean => state === 'building' || state === 'live';
