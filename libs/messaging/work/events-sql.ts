import { arrayLiteral, jsonTexts, plainLiteral, type Call } from '#libs/database';
import { isoOf } from '../iso.js';
import type { Appended } from './stream-state.js';

const load = {
  name: 'load streams',
  text: `SELECT stream, type, data, at FROM event WHERE stream = ANY($1::text[]) ORDER BY stream, version`,
};
// Not locked: unique (stream, version) refuses whoever decided on an old state.
const append = {
  name: 'append events',
  text: `INSERT INTO event (stream, version, type, data, headers, at)
         SELECT * FROM unnest($1::text[], $2::integer[], $3::text[], string_to_array($4, chr(31)), string_to_array($5, chr(31)), $6::timestamptz[])`,
};

const guard = {
  name: 'guard streams',
  text: `SELECT expect((
      SELECT count(*) FROM unnest($1::text[], $2::integer[]) AS k(stream, version) JOIN event USING (stream, version)
    ), 0, 'event')`,
};

export const loadStreams = (names: readonly string[]): Call => ({ statement: load, values: [arrayLiteral(names)] });

export const appendEvents = (events: readonly Appended[]): Call => ({
  statement: append,
  values: [
    arrayLiteral(events.map(({ stream }) => stream)),
    plainLiteral(events.map(({ version }) => version)),
    arrayLiteral(events.map(({ event }) => event.type)),
    jsonTexts(events.map(({ event }) => JSON.stringify(event.data ?? {}))),
    jsonTexts(events.map(({ headers }) => headers)),
    plainLiteral(events.map(({ at }) => isoOf(at))),
  ],
});

/** For streams that were remembered and only looked at: raises 40001 when somebody has appended to one since. */
export const guardStreams = (streams: readonly { name: string; version: number }[]): Call => ({
  statement: guard,
  values: [arrayLiteral(streams.map(({ name }) => name)), arrayLiteral(streams.map(({ version }) => version + 1))],
});
