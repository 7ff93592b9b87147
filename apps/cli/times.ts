/** A time of day in the local time zone: `14:03:05.120`. */
export const clock = (time: Date): string =>
  `${[time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')}.${String(time.getMilliseconds()).padStart(3, '0')}`;

/** `29 November 2026` */
export const day = (time: Date): string =>
  time.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** A duration in its two largest units at most: `7 ms`, `1.4 s`, `2 min 3 s`, `3 h 20 min`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(1))} s`;
  const n = UNITS.findIndex(([, size]) => ms >= size);
  const [unit, size] = UNITS[n]!;
  const [smaller, part] = UNITS[n + 1] ?? (['s', 1_000] as const);
  const rest = Math.floor((ms % size) / part);
  return `${Math.floor(ms / size)} ${unit}${rest ? ` ${rest} ${smaller}` : ''}`;
}
