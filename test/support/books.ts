import pg from 'pg';

type Row = Record<string, unknown>;

/** Read access to every database of a system. */
export interface Books {
  readonly owners: readonly string[];
  read<R extends object = Row>(owner: string, sql: string): Promise<R[]>;
  close(): Promise<void>;
}

/** @param databases owner → URL by an administrator. One connection each: questions that are asked at once wait for each other. */
export async function openBooks(databases: Readonly<Record<string, string>>): Promise<Books> {
  const pools = new Map<string, pg.Pool>();
  for (const [owner, url] of Object.entries(databases)) {
    const pool = new pg.Pool({ connectionString: url, application_name: 'cleave-checker', max: 1 });
    pool.on('error', () => undefined); // the next query reports it
    pools.set(owner, pool);
    await pool.query('SELECT');
  }
  return {
    owners: [...pools.keys()],
    read: async <R extends object>(owner: string, sql: string) => (await pools.get(owner)!.query<R>(sql)).rows,
    close: async () => void (await Promise.all([...pools.values()].map((pool) => pool.end()))),
  };
}
