/** Shorter ranges would hold too few samples for a rate. */
const LEAST_RANGE_S = 5;
/** Shorter ages are usual under load. */
const LEAST_AGE_S = 5;
const LEAST_FOR_S = 1;

/**
 * The text of a rule file with every duration multiplied, so that a fault of seconds shows what one of hours does: ranges, `offset`, `for`,
 * the horizon of `predict_linear`, and the ages that something in `…_oldest_seconds` is compared with. Durations of operations, which a
 * fault does not shorten, and all other numbers stay as they are.
 */
export const scaled = (text: string, factor: number): string => {
  const scale = (seconds: number, least: number): number => Math.max(least, Math.round(seconds * factor * 100) / 100);
  const duration = (least: number) => (_: string, before: string, amount: string, unit: string) =>
    `${before}${scale(Number(amount) * SECONDS[unit]!, least) * 1_000}ms`;
  const seconds = (least: number) => (_: string, before: string, amount: string) =>
    `${before}${scale(Number(amount), least)}`;
  return text
    .replaceAll(/(\[|\boffset )(\d+)([smhd])(?!\w)/g, duration(LEAST_RANGE_S))
    .replaceAll(/^(\s+(?:- )?(?:for|keep_firing_for): )(\d+)([smhd])$/gm, duration(LEAST_FOR_S))
    .replaceAll(/(predict_linear\([^,]*, )(\d+)/g, seconds(LEAST_RANGE_S))
    .replaceAll(/(_oldest_seconds\b[^<>\n]*> )(\d+)/g, seconds(LEAST_AGE_S));
};

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
