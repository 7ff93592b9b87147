import type { Source } from './sources.js';
import { stringsIn } from './sources.js';

const MADE = /\bCREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?"?(\w+)"?/gi;
const NAMED =
  /\b(?:FROM|JOIN|INTO|UPDATE|TABLE(?: IF (?:NOT )?EXISTS)?|ON|REFERENCES|TRUNCATE|LOCK)\s+(?:ONLY\s+)?"?([a-z_]\w*)"?/g;
const IS_SQL = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|TRUNCATE|LOCK)\b/;
const ENTITY = /@Entity\('(\w+)'/g;

/** Holds a context's own streams, whoever makes it. */
const STREAMS = 'event';

/** The context whose file this is; what libs make belongs to the engine. */
const ownerOf = ({ path }: Source): string => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? 'the engine';
const matches = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, name]) => name!);

/** Table → the contexts that make one of this name: in a migration, or as an entity. */
export function tablesOf(sources: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const source of sources) {
    const made = [...stringsIn(source).flatMap((text) => matches(MADE, text)), ...matches(ENTITY, source.tree.text)];
    for (const table of made) owners.set(table, (owners.get(table) ?? new Set()).add(ownerOf(source)));
  }
  return owners;
}

/** Places where a context's SQL names a table that is another's, or the engine's. */
export function trespasses(sources: readonly Source[]): readonly string[] {
  const owners = tablesOf(sources);
  return sources
    .filter((source) => ownerOf(source) !== 'the engine')
    .flatMap((source) => {
      const named = stringsIn(source)
        .filter((text) => IS_SQL.test(text))
        .flatMap((text) => matches(NAMED, text));
      const foreign = [...new Set(named)].filter(
        (table) => table !== STREAMS && owners.get(table)?.has(ownerOf(source)) === false,
      );
      return foreign.map(
        (table) => `${source.path} names ${table}, a table of ${[...owners.get(table)!].join(' and ')}`,
      );
    });
}
