import { arrayLiteral, json, plain, quoted, SetStatement, type BoundStatement } from '#libs/database';
import { isoOf } from '../iso.js';
import type { Appended } from './stream-state.js';

const load = {
  name: 'load streams',
  text: `SELECT stream, type, data, at FROM event WHERE stream = ANY($1::text[]) ORDER BY stream, version`,
};
// Streams are not locked: unique (stream, version) rejects an append that was decided on an old state.
const append = new SetStatement<Appended>(
  'append events',
  [
    quoted('stream', 'text', ({ stream }) => stream),
    plain('version', 'integer', ({ version }) => version),
    quoted('type', 'text', ({ event }) => event.type),
    json('data', ({ event }) => JSON.stringify(event.data ?? {})),
    json('headers', ({ headers }) => headers),
    plain('at', 'timestamptz', ({ at }) => isoOf(at)),
  ],
  (rows) => `INSERT INTO event (stream, version, type, data, headers, at) SELECT * FROM ${rows}`,
);

interface Seen {
  readonly name: string;
  readonly version: number;
}
const guard = new SetStatement<Seen>(
  'guard streams',
  [quoted('stream', 'text', ({ name }) => name), plain('version', 'integer', ({ version }) => version + 1)],
  (rows) => `SELECT expect((SELECT count(*) FROM ${rows} JOIN event USING (stream, version)), 0, 'event')`,
);

export const loadStreams = (names: readonly string[]): BoundStatement => ({
  statement: load,
  values: [arrayLiteral(names)],
});
export const appendEvents = (events: readonly Appended[]): BoundStatement => append.bind(events);
/** For streams that were taken from memory and only read: raises 40001 when an event was appended to one of them since. */
export const guardStreams = (streams: readonly Seen[]): BoundStatement => guard.bind(streams);
