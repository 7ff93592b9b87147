import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { refuse, type ReplyOf } from '../../contract/index.js';
import { ListDeadLetters } from '../contracts/index.js';
import { GROUP, WHY } from '../data/groups-sql.js';

/** In the order of the key: ids begin with the time. */
const LETTERS = `
  SELECT id, receiver, type, key, ${GROUP} AS "group", failures, ${WHY} AS why, created_at AS "bornAt", died_at AS "diedAt"
  FROM dead_letter WHERE settled_at IS NULL AND (id, receiver) > ($1::uuid, $2::text) AND ($3::text IS NULL OR ${GROUP} = $3)
  ORDER BY id, receiver LIMIT $4`;

const FIRST = '00000000-0000-0000-0000-000000000000 ';
const CURSOR = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (.{0,100})$/;

type Letter = ReplyOf<ListDeadLetters>['data'][number];
type Row = Omit<Letter, 'bornAt' | 'diedAt'> & { readonly bornAt: Date; readonly diedAt: Date };

@QueryHandler(ListDeadLetters)
export class ListDeadLettersHandler implements IQueryHandler<ListDeadLetters> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ limit, cursor, group }: ListDeadLetters): Promise<ReplyOf<ListDeadLetters>> {
    const after = CURSOR.exec(cursor === undefined ? FIRST : Buffer.from(cursor, 'base64url').toString());
    if (!after) throw refuse(ListDeadLetters, 'ops.bad-cursor');
    const values = [after[1], after[2], group ?? null, limit + 1];
    const rows = await this.dataSource.query<Row[]>(LETTERS, values);
    const data = rows.slice(0, limit).map(shown);
    const hasMore = rows.length > limit;
    return { data, page: { hasMore, next: hasMore ? cursorAt(data.at(-1)!) : null } };
  }
}

const shown = (row: Row): Letter => ({
  ...row,
  bornAt: row.bornAt.toISOString(),
  diedAt: row.diedAt.toISOString(),
});

const cursorAt = ({ id, receiver }: Letter): string => Buffer.from(`${id} ${receiver}`).toString('base64url');
