import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { fitting, type ReplyOf } from '../../contract/index.js';
import { ListDeadLetterGroups } from '../contracts/index.js';
import { ERROR, GROUP, TYPE } from '../data/groups-sql.js';

const GROUPS = `
  SELECT ${GROUP} AS "group", receiver, ${TYPE} AS type, ${ERROR} AS error, count(*)::integer AS count,
    min(died_at) AS oldest, max(died_at) AS latest
  FROM dead_letter WHERE settled_at IS NULL GROUP BY 1, 2, 3, 4 ORDER BY count DESC, 1 LIMIT 100`;

type Group = ReplyOf<ListDeadLetterGroups>['groups'][number];
type Row = Omit<Group, 'oldest' | 'latest'> & { readonly oldest: Date; readonly latest: Date };

@QueryHandler(ListDeadLetterGroups)
export class ListDeadLetterGroupsHandler implements IQueryHandler<ListDeadLetterGroups> {
  constructor(private readonly dataSource: DataSource) {}

  async execute(): Promise<ReplyOf<ListDeadLetterGroups>> {
    const rows = await this.dataSource.query<Row[]>(GROUPS);
    return {
      groups: fitting(
        rows.map((row) => ({ ...row, oldest: row.oldest.toISOString(), latest: row.latest.toISOString() })),
      ),
    };
  }
}
