import { percent } from './cells.js';

/** Share of a core that other processes, such as those of the operating system, may take in a valid measurement. */
const MOST_OTHERS = 0.2;

/** @param others  shares of a core that other processes took, where known */
export function quietness(others: readonly (number | undefined)[]): string {
  const known = others.filter((share) => share !== undefined);
  if (!known.length) return 'nobody looked what else was running';
  const most = Math.max(...known);
  const said = `others took ${known.length > 1 ? 'up to ' : ''}${percent(most)} of a core`;
  return most > MOST_OTHERS ? `the machine was BUSY, ${said}` : said;
}
