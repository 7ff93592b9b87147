import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { refuse, type ReplyOf } from '../../contract/index.js';
import { paged, startOf } from '../../paging/index.js';
import { ListDeadLetters } from '../contracts/index.js';
import { GROUP, KEY, TYPE, WHY } from '../data/groups-sql.js';

/** In the order of the key: ids begin with the time. */
const LETTERS = `
  SELECT id, receiver, ${TYPE} AS type, ${KEY} AS key, ${GROUP} AS "group", failures, ${WHY} AS why, created_at AS "bornAt", died_at AS "diedAt"
  FROM dead_letter WHERE settled_at IS NULL AND (id, receiver) > ($1::uuid, $2::text) AND ($3::text IS NULL OR ${GROUP} = $3)
  ORDER BY id, receiver LIMIT $4`;

/** The primary key; receivers are contexts, and `<context>.effects`. */
const Key = z.tuple([z.uuid().toLowerCase(), z.string().regex(/^[a-z][a-z-]*(\.effects)?$/)]);
const FIRST: z.output<typeof Key> = ['00000000-0000-0000-0000-000000000000', ''];

type Letter = ReplyOf<ListDeadLetters>['data'][number];
type Row = Omit<Letter, 'bornAt' | 'diedAt'> & { readonly bornAt: Date; readonly diedAt: Date };

@QueryHandler(ListDeadLetters)
export class ListDeadLettersHandler implements IQueryHandler<ListDeadLetters> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ limit, cursor, group }: ListDeadLetters): Promise<ReplyOf<ListDeadLetters>> {
    const after = startOf(cursor, Key, () => refuse(ListDeadLetters, 'ops.bad-cursor')) ?? FIRST;
    const rows = await this.dataSource.query<Row[]>(LETTERS, [...after, group ?? null, limit + 1]);
    return paged(rows.map(shown), limit, ({ id, receiver }) => [id, receiver]);
  }
}

const shown = (row: Row): Letter => ({
  ...row,
  bornAt: row.bornAt.toISOString(),
  diedAt: row.diedAt.toISOString(),
});
