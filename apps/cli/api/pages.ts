import { InvalidArgumentError } from 'commander';
import type { Api } from './api.js';

interface Page<Row> {
  readonly data: readonly Row[];
  readonly page: { readonly next: string | null };
}

const MOST_ON_PAGE = 100;

/** Reads a list page by page, up to the limit. @param filter  what is not given, or empty, does not matter */
export async function rowsOf<Row>(
  api: Api,
  path: string,
  filter: Readonly<Record<string, string | number | undefined>>,
  limit: number,
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
    cursor = page.page.next;
  }
  return all;
}

/** The argument of `--limit`. */
export function count(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1.');
}
