import { randomUUID } from 'node:crypto';
import pg from 'pg';

const WHYS = ['first cause', 'second cause', 'third cause'];
const EACH = 250;

/** Dead letters for operators to look at and to settle: users told notifications of people who do not exist, which hurts nobody. */
export async function plantDeadLetters(url: string): Promise<void> {
  const rows = WHYS.flatMap((why) =>
    Array.from({ length: EACH }, () => ({ id: randomUUID(), userId: randomUUID(), why })),
  );
  await run(
    url,
    `INSERT INTO dead_letter (id, receiver, type, key, body, headers, failures, why, created_at)
     SELECT id, 'notifications', 'users.user-registered.v1', "userId", body, headers, 10, why, now()
     FROM json_to_recordset($1) AS row(id uuid, "userId" text, why text, body text, headers text)`,
    [JSON.stringify(rows.map((row) => ({ ...row, ...messageTo(row.userId) })))],
  );
}

/** Removes those that nobody has settled. */
export const removeDeadLetters = (url: string): Promise<void> =>
  run(url, 'DELETE FROM dead_letter WHERE settled_at IS NULL', []);

function messageTo(userId: string) {
  const cause = randomUUID();
  const headers = {
    source: 'users',
    time: new Date().toISOString(),
    traceparent: `00-${cause.replaceAll('-', '')}-00f067aa0ba902b7-01`,
    correlationid: cause,
    causationid: cause,
  };
  const body = { userId, email: `${userId}@example.org`, name: 'Nobody', version: 1 };
  return { body: JSON.stringify(body), headers: JSON.stringify(headers) };
}

async function run(url: string, sql: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}
