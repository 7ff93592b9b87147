import type { DataSource } from 'typeorm';

const MOST = 10_000;
const WAITING = `
  SELECT count(*)::integer AS waiting FROM (
    SELECT FROM outbox_message WHERE receiver = $1 AND type = $2 LIMIT ${MOST}) message`;

/** How many messages of a contract to a receiver have no receipt, up to 10,000. */
export async function waitingMessages(
  db: Pick<DataSource, 'query'>,
  receiver: string,
  { name }: { readonly name: string },
): Promise<number> {
  const [row] = await db.query<[{ waiting: number }]>(WAITING, [receiver, name]);
  return row.waiting;
}
