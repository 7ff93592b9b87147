import type pg from 'pg';

const INSERT = `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
  SELECT gen_random_uuid(), 'store', 'store.hand-out.v1', n,
    json_build_object('sale', gen_random_uuid(), 'shelf', $1::text, 'quantity', 1, 'note', repeat('x', $3::int)),
    json_build_object('source', 'shop', 'time', to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'traceparent', '',
      'correlationid', gen_random_uuid(), 'causationid', gen_random_uuid()),
    clock_timestamp(), 0, 'somebody else' FROM generate_series(1, $2::int) AS n`;

/** Hand-outs in the shop's outbox as another process would have left them: due since now, sent by nobody yet. */
export async function leaveBehind(shop: Pick<pg.Client, 'query'>, shelf: string, n: number, bytes = 0): Promise<void> {
  await shop.query(INSERT, [shelf, n, bytes]);
}
