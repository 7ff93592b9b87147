import { Logger } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { refuse, type ReplyOf } from '../../contract/index.js';
import { caller } from '../../scope.js';
import { GetDeadLetter } from '../contracts/index.js';
import { GROUP } from '../data/groups-sql.js';

/** A message has a letter for each receiver that did not take it, and a directory is far smaller than this. */
const MOST_RECEIVERS = 50;
const MESSAGE = `
  SELECT type, key, headers, body, created_at AS "bornAt", receiver, ${GROUP} AS "group", failures, left(why, 4000) AS why,
    died_at AS "diedAt", settled_at AS "settledAt", settled_by AS "settledBy", settled_why AS "settledWhy"
  FROM dead_letter WHERE id = $1 ORDER BY receiver LIMIT ${MOST_RECEIVERS}`;

interface Row {
  readonly type: string;
  readonly key: string;
  readonly headers: string;
  readonly body: string;
  readonly bornAt: Date;
  readonly receiver: string;
  readonly group: string;
  readonly failures: number;
  readonly why: string;
  readonly diedAt: Date;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly settledWhy: string | null;
}

@QueryHandler(GetDeadLetter)
export class GetDeadLetterHandler implements IQueryHandler<GetDeadLetter> {
  private readonly audit = new Logger('audit');

  constructor(private readonly dataSource: DataSource) {}

  async execute({ id, withBody }: GetDeadLetter): Promise<ReplyOf<GetDeadLetter>> {
    const rows = await this.dataSource.query<Row[]>(MESSAGE, [id]);
    const [message] = rows;
    if (!message) throw refuse(GetDeadLetter, 'ops.no-dead-letter', { id });
    if (withBody) this.audit.log(`${caller()!.userId} reads the body of dead letter ${id} (${message.type})`);
    return {
      id,
      type: message.type,
      key: message.key,
      headers: fields(message.headers),
      ...(withBody && { body: fields(message.body) }),
      bornAt: message.bornAt.toISOString(),
      letters: rows.map(letter),
    };
  }
}

/** It may have died because it cannot be read. */
function fields(text: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text) as object) };
  } catch {
    return { text };
  }
}

const letter = ({ receiver, group, failures, why, diedAt, settledAt, settledBy, settledWhy }: Row) => ({
  receiver,
  group,
  failures,
  why,
  diedAt: diedAt.toISOString(),
  settled: settledAt && { at: settledAt.toISOString(), by: settledBy, why: settledWhy },
});
