import { hash, randomBytes } from 'node:crypto';

/** A new UUID, version 7: it sorts by time. */
export const newId = (now = Date.now()): string => shaped(now, randomHex(18));

/** A deterministic id, computed from a seed such as another id. In the form of version 7. */
export function idFrom(now: number, seed: string): string {
  return shaped(now, hash('md5', seed, 'hex'));
}

/** Deterministic ids of one seed, in two series: the same n gives the same id. All numbered ones share one digest. */
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

/** The time in an id of version 7, or in a key that begins with one, in milliseconds since 1970; -Infinity for other texts. */
export function bornAt(id: string): number {
  return id[8] === '-' && id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : -Infinity;
}

const shortHex = (n: number): string => n.toString(16).padStart(4, '0');
// Formatting numbers as hexadecimal took a third of the time of an id, so the small numbers and the latest time are cached.
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

/** Random digits; random bytes are fetched for some hundred ids at a time. */
function randomHex(digits: number): string {
  if (used + digits > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    used = 0;
  }
  return pool.slice(used, (used += digits));
}

/** A W3C trace context of a new trace that nobody samples; its id is that of the log lines. Those of sampled ones come from their spans. */
export const traceparent = (): string => `00-${randomHex(32)}-${randomHex(16)}-00`;
