import { hash, randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16 * 256);
let used = pool.length;

/** A new UUID, version 7: it sorts by time. Random bytes are drawn 256 ids at a time. */
export function newId(now = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString('hex', used, (used += 16));
  return shaped(now, random, '7');
}

/** The id that always follows from another one: a message's n-th follow-up, an order's n-th child. Version 7 in shape. */
export function idFrom(now: number, seed: string): string {
  return shaped(now, hash('md5', seed, 'hex'), '7');
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
    return shaped(this.now, own + n.toString(16).padStart(4, '0'), '7');
  }
}

/** When an id of this shape was made, in milliseconds since 1970; -Infinity for one that does not tell. A key that begins with an id is as old as that. */
export function bornAt(id: string): number {
  return id[8] === '-' && id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : -Infinity;
}

function shaped(now: number, hex: string, version: string): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

/** A W3C trace context: a new trace, or a new span of the one given. */
export function traceparent(parent?: string): string {
  const span = newId().replaceAll('-', '').slice(16);
  return parent
    ? `${parent.slice(0, 36)}${span}-${parent.slice(53, 55)}`
    : `00-${newId().replaceAll('-', '')}-${span}-01`;
}
