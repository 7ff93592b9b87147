import { And, LessThan, MoreThan } from 'typeorm';

const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Ids after one and before another; those of orders grow with time. */
export const between = (after = FIRST, before = LAST) => And(MoreThan(after), LessThan(before));
