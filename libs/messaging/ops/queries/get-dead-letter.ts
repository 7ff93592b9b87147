import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { MOST_MESSAGE, refuse, type ReplyOf } from '../../contract/index.js';
import { GetDeadLetter } from '../contracts/index.js';
import { MOST_HEADERS, MOST_RECEIVERS, MOST_WHOLE_WHY } from '../contracts/values.js';
import { GROUP, KEY, TYPE } from '../data/groups-sql.js';

const MESSAGE = `
  SELECT ${TYPE} AS type, ${KEY} AS key, headers, body, created_at AS "bornAt", receiver, ${GROUP} AS "group", failures, left(why, ${MOST_WHOLE_WHY}) AS why,
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
  constructor(private readonly dataSource: DataSource) {}

  async execute({ id, withBody }: GetDeadLetter): Promise<ReplyOf<GetDeadLetter>> {
    const rows = await this.dataSource.query<Row[]>(MESSAGE, [id]);
    const [message] = rows;
    if (!message) throw refuse(GetDeadLetter, 'ops.no-dead-letter', { id });
    return {
      id,
      type: message.type,
      key: message.key,
      headers: fields(message.headers, MOST_HEADERS),
      ...(withBody && { body: fields(message.body, MOST_MESSAGE) }),
      bornAt: message.bornAt.toISOString(),
      letters: rows.map(letter),
    };
  }
}

/** The parsed JSON; when it cannot be parsed or is too large, as much of its text as fits, where a character may take six when escaped. */
function fields(text: string, most: number): Record<string, unknown> {
  try {
    const read = { ...(JSON.parse(text) as object) };
    if (JSON.stringify(read).length <= most) return read;
  } catch {
    // not JSON: shown as text
  }
  return { text: text.slice(0, Math.floor(most / 6) - 20) };
}

const letter = ({ receiver, group, failures, why, diedAt, settledAt, settledBy, settledWhy }: Row) => ({
  receiver,
  group,
  failures,
  why,
  diedAt: diedAt.toISOString(),
  settled: settledAt && { at: settledAt.toISOString(), by: settledBy, why: settledWhy },
});
