import pg from 'pg';

/** Runs one query in one database of the server. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  adminUrl: string,
  database: string,
  sql: string,
): Promise<Row[]> {
  const url = Object.assign(new URL(adminUrl), { pathname: `/${database}` });
  const client = new pg.Client({ connectionString: url.href, application_name: 'bench-books' });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function postgresVersion(adminUrl: string): Promise<string> {
  const sql = `SELECT current_setting('server_version') AS version`;
  const [server] = await rowsOf<{ version: string }>(adminUrl, 'postgres', sql);
  return server!.version;
}
