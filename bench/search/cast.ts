import type pg from 'pg';

/** Who and what the orders of a year are about. */
export interface Cast {
  readonly customers: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly { readonly id: string; readonly name: string }[];
  /** When the first and the last order were placed, in milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
}

export async function castIn(client: pg.Client): Promise<Cast> {
  const namesIn = async (table: string) =>
    (await client.query<{ id: string; name: string }>(`SELECT id, name FROM ${table} ORDER BY n`)).rows;
  const { rows } = await client.query<{ first: number; last: number }>(
    `SELECT extract(epoch FROM min(placed_at))::float8 * 1000 AS first, extract(epoch FROM max(placed_at))::float8 * 1000 AS last FROM order_view`,
  );
  return { customers: await namesIn('bench_customer'), products: await namesIn('bench_product'), ...rows[0]! };
}
