import { InvalidArgumentError } from 'commander';
import type { Api } from './api.js';

interface Page<Row> {
  readonly data: readonly Row[];
  readonly page: { readonly next: string | null };
  readonly missing?: readonly string[];
}

const MOST_ON_PAGE = 100;

/**
 * Reads a list page by page, up to the limit.
 *
 * @param filter   what is not given, or empty, does not matter
 * @param missing  takes the contexts that did not answer
 */
export async function rowsOf<Row>(
  api: Api,
  path: string,
  filter: Readonly<Record<string, string | number | undefined>>,
  limit: number,
  missing?: Set<string>,
): Promise<readonly Row[]> {
  const given = Object.entries(filter).filter(([, value]) => value);
  const all: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null && all.length < limit;) {
    const paging = { limit: Math.min(MOST_ON_PAGE, limit - all.length), ...(cursor && { cursor }) };
    const query = new URLSearchParams(
      [...given, ...Object.entries(paging)].map(([name, value]): [string, string] => [name, String(value)]),
    );
    const page: Page<Row> = await api.get<Page<Row>>(`${path}?${query.toString()}`);
    all.push(...page.data);
    for (const context of page.missing ?? []) missing?.add(context);
    cursor = page.page.next;
  }
  return all;
}

/** The argument of `--limit`. */
export function count(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1.');
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** The argument of `--older-than`. */
export function seconds(text: string): number {
  const parts = /^([1-9]\d{0,7})([smhd])$/.exec(text);
  if (parts) return Number(parts[1]) * SECONDS[parts[2] as keyof typeof SECONDS];
  throw new InvalidArgumentError('It is a number with its unit: 90s, 10m, 2h, 1d.');
}
