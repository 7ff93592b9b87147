import { type Duration, milliseconds } from '#libs/messaging/contract';

const LONGEST_MS = 86_400_000;
const UNITS = { B: 1, KB: 1_024, MB: 1_024 ** 2, GB: 1_024 ** 3 } as const;

/** `2s` → 2 000; undefined when it is no duration from 1 ms to a day. */
export function durationOf(text: string): number | undefined {
  try {
    const ms = milliseconds(text as Duration);
    return ms >= 1 && ms <= LONGEST_MS ? ms : undefined;
  } catch {
    return undefined;
  }
}

/** `10MB` → 10 485 760; undefined when it is no size. */
export function sizeOf(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,9})(B|KB|MB|GB)$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * UNITS[unit as keyof typeof UNITS];
}

/** 90 000 → `90s`: in the largest unit that is exact. */
export const durationText = (ms: number): string =>
  ms % 3_600_000 === 0 ? `${ms / 3_600_000}h` : ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;

export function sizeText(bytes: number): string {
  const [unit, size] = Object.entries(UNITS).findLast(([, one]) => bytes >= one && bytes % one === 0) ?? ['B', 1];
  return `${bytes / size}${unit}`;
}
