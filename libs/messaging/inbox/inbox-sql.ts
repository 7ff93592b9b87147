import { arrayLiteral, jsonTexts, plainLiteral, type Call } from '#libs/database';

const statement = (name: string, text: string) => ({ name, text });

const begin = statement('begin', 'BEGIN');
const commit = statement('commit', 'COMMIT');
const rollback = statement('rollback', 'ROLLBACK');
const claim = statement(
  'inbox claim',
  `INSERT INTO inbox (id, reaction) SELECT * FROM unnest($1::uuid[], $2::text[]) ORDER BY 1, 2 ON CONFLICT DO NOTHING RETURNING id, reaction, xmin`,
);
const take = statement(
  'inbox take',
  `WITH taken AS (INSERT INTO inbox (id, reaction) SELECT * FROM unnest($1::uuid[], $2::text[]) ORDER BY 1, 2 RETURNING xmin)
   SELECT xmin FROM taken LIMIT 1`,
);
const release = statement(
  'inbox release',
  `DELETE FROM inbox WHERE (id, reaction) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
);
const replies = statement('stored replies', `SELECT id, fingerprint, body FROM reply WHERE id = ANY($1::uuid[])`);
const keep = statement(
  'keep replies',
  `INSERT INTO reply (id, fingerprint, body, expires_at)
   SELECT id, nullif(fingerprint, ''), body, clock_timestamp() + kept * interval '1 ms'
   FROM unnest($1::uuid[], $2::text[], string_to_array($3, chr(31)), $4::bigint[]) AS r(id, fingerprint, body, kept)`,
);

interface Identified {
  readonly scope: { readonly id: string; readonly reaction: string };
}
const ids = (items: readonly Identified[]): string => plainLiteral(items.map(({ scope }) => scope.id));
const identities = (items: readonly Identified[]): string[] => [
  ids(items),
  arrayLiteral(items.map(({ scope }) => scope.reaction)),
];

export const BEGIN: Call = { statement: begin, values: [] };
export const COMMIT: Call = { statement: commit, values: [] };
export const ROLLBACK: Call = { statement: rollback, values: [] };

/** Takes the messages, once per reaction; what does not come back was taken before. Each row tells the transaction (xmin). It waits for an undecided twin in another replica. */
export const claimInbox = (items: readonly Identified[]): Call => ({ statement: claim, values: identities(items) });
/** Takes messages that are believed to be new, and tells the transaction; one that was taken before breaks the primary key. */
export const takeInbox = (items: readonly Identified[]): Call => ({ statement: take, values: identities(items) });
/** Gives messages back, in the transaction that took them. */
export const releaseInbox = (items: readonly Identified[]): Call => ({ statement: release, values: identities(items) });
export const storedReplies = (items: readonly Identified[]): Call => ({ statement: replies, values: [ids(items)] });

export interface KeptReply {
  readonly id: string;
  readonly fingerprint?: string;
  readonly body: string;
  readonly keptMs: number;
}
export const keepReplies = (kept: readonly KeptReply[]): Call => ({
  statement: keep,
  values: [
    plainLiteral(kept.map(({ id }) => id)),
    arrayLiteral(kept.map(({ fingerprint }) => fingerprint ?? '')),
    jsonTexts(kept.map(({ body }) => body)),
    plainLiteral(kept.map(({ keptMs }) => keptMs)),
  ],
});
