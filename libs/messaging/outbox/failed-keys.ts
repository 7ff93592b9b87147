import type { DataSource } from 'typeorm';

const MOST = 10_000;
const FAILED_KEYS = `
  SELECT key FROM outbox WHERE receiver = $1 AND type = $2 AND last_error IS NOT NULL ORDER BY due_at LIMIT ${MOST}`;

/** Keys of the messages to a receiver that wait since an earlier send has failed, at most 10,000. */
export async function failedKeys(
  db: Pick<DataSource, 'query'>,
  receiver: string,
  { name }: { readonly name: string },
): Promise<readonly string[]> {
  const rows = await db.query<{ key: string }[]>(FAILED_KEYS, [receiver, name]);
  return rows.map(({ key }) => key);
}
