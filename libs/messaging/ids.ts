import { hash, randomBytes } from 'node:crypto';

/** A new UUID, version 7: it sorts by time. */
export const newId = (now = Date.now()): string => shaped(now, randomHex(18));

/** The id that always follows from another one: a message's n-th follow-up, an order's n-th child. Version 7 in shape. */
export function idFrom(now: number, seed: string): string {
  return shaped(now, hash('md5', seed, 'hex'));
}

/** Ids that always follow from one seed, in two series: the same n gives the same id. One digest serves for all that are numbered. */
export class IdSequence {
  private digest: string | undefined;

  constructor(
    private readonly now: number,
    private readonly seed: string,
  ) {}

  id(n: number | string, series: 0 | 1 = 0): string {
    if (typeof n === 'string' || n > 0xffff) return idFrom(this.now, `${this.seed} ${series} ${n}`);
    this.digest ??= hash('md5', this.seed, 'hex');
    const own = this.digest.slice(14 * series, 14 * (series + 1));
    return shaped(this.now, own + (SHORT[n] ?? shortHex(n)));
  }
}

/** When an id of this shape was made, in milliseconds since 1970; -Infinity for one that does not tell. A key that begins with an id is as old as that. */
export function bornAt(id: string): number {
  return id[8] === '-' && id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : -Infinity;
}

const shortHex = (n: number): string => n.toString(16).padStart(4, '0');
// Writing numbers in hexadecimal was a third of what an id took: the first of each sequence, and the latest time, are kept.
const SHORT = Array.from({ length: 16 }, (_, n) => shortHex(n));
let latest = -1;
let latestText = '';

/** A UUID, version 7, of a time and the first 18 hexadecimal digits. */
function shaped(now: number, hex: string): string {
  if (now !== latest) {
    const time = now.toString(16).padStart(12, '0');
    latestText = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    latest = now;
  }
  return `${latestText}${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

const POOL_BYTES = 4_096;
let pool = '';
let used = 0;

/** Random digits, drawn some hundred ids at a time. */
function randomHex(digits: number): string {
  if (used + digits > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    used = 0;
  }
  return pool.slice(used, (used += digits));
}

/** A W3C trace context: a new trace, or a new span of the one given. */
export function traceparent(parent?: string): string {
  const span = randomHex(16);
  return parent ? `${parent.slice(0, 36)}${span}-${parent.slice(53, 55)}` : `00-${randomHex(32)}-${span}-01`;
}
