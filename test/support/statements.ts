import { adminSession } from '#libs/database';

/** Makes pg_stat_statements readable in a database. False on a server of one's own that does not count statements. */
export const canCount = (url: string): Promise<boolean> =>
  adminSession(url, async (client) => {
    const { rows } = await client.query<{ loaded: string }>(
      `SELECT current_setting('shared_preload_libraries') AS loaded`,
    );
    if (!rows[0]!.loaded.includes('pg_stat_statements')) return false;
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    return true;
  });
