import pg from 'pg';

type Row = Record<string, unknown>;

/** Read access to every database of a system. */
export interface Books {
  readonly owners: readonly string[];
  read<R extends object = Row>(owner: string, sql: string): Promise<R[]>;
  close(): Promise<void>;
}

/** @param databases owner → URL by an administrator */
export async function openBooks(databases: Readonly<Record<string, string>>): Promise<Books> {
  const clients = new Map<string, pg.Client>();
  for (const [owner, url] of Object.entries(databases)) {
    const client = new pg.Client({ connectionString: url, application_name: 'cleave-checker' });
    client.on('error', () => undefined); // the next query reports it
    await client.connect();
    clients.set(owner, client);
  }
  return {
    owners: [...clients.keys()],
    read: async <R extends object>(owner: string, sql: string) => (await clients.get(owner)!.query<R>(sql)).rows,
    close: async () => void (await Promise.all([...clients.values()].map((client) => client.end()))),
  };
}
