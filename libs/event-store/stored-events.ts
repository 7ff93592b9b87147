import type { DataSource } from 'typeorm';
import type { StoredEvent } from '#libs/messaging/contract';
import { currentForm, type StreamDefinition } from '#libs/messaging/streams';

/** A stored event in its current form, and its place in the stream. */
export interface StoredChange<Event extends StoredEvent> {
  readonly event: Event;
  readonly version: number;
  readonly at: Date;
}

interface Row {
  readonly version: number;
  readonly type: string;
  readonly data: string;
  readonly at: Date;
}

/** Events of a stream, for queries that show its history: from `version` on, the oldest first, at most so many. */
export async function eventsFrom<Event extends StoredEvent>(
  db: Pick<DataSource, 'query'>,
  stream: StreamDefinition<any, Event>,
  id: string,
  version: number,
  most: number,
): Promise<readonly StoredChange<Event>[]> {
  const sql = 'SELECT version, type, data, at FROM event WHERE stream = $1 AND version >= $2 ORDER BY version LIMIT $3';
  const rows = await db.query<Row[]>(sql, [`${stream.name}-${id}`, version, most]);
  return rows.map(({ type, data, version, at }) => ({
    event: currentForm(stream, { type, data: JSON.parse(data) as unknown }) as Event,
    version,
    at,
  }));
}
