import { hashOf } from '#test/business-state';
import type { RunOf } from './run-of.js';

/** What all runs must end in, and how it is called in sentences and in the head of its column. */
const COMPARED = [
  ['state', 'final state'],
  ['readModel', 'read model'],
] as const;
type Compared = (typeof COMPARED)[number][0];

/** The hashes that the documentation tells, as far as it does. */
export type Known = Readonly<Partial<Record<Compared, string>>>;

/** A run per line, in seconds per suite, with the hashes of what it has ended in. */
export function tableOf(runs: readonly RunOf[]): string {
  const titles = [...new Set(runs.flatMap(({ suites }) => [...suites.keys()]))];
  const head = [
    'placement',
    'frames',
    'start',
    ...titles.map((title) => title.replace(/^the /, '')),
    'all',
    'tests',
    ...COMPARED.map(([, name]) => name),
  ];
  const rows = runs.map((run) => [
    run.placement,
    run.frames,
    seconds(run.startMs),
    ...titles.map((title) => seconds(run.suites.get(title))),
    seconds(run.totalMs),
    run.failed ? `${run.failed} failed` : `${run.passed}`,
    ...COMPARED.map(([what]) => (run[what] === undefined ? '–' : hashOf(run[what]))),
  ]);
  const rule = head.map((_, column) => (column < 2 || column >= head.length - COMPARED.length ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const seconds = (ms: number | undefined): string => (ms === undefined ? '–' : (ms / 1_000).toFixed(1));

const MOST_FACTS = 10;

/**
 * In what the runs differ, in sentences; none: they have ended in the same. The first run is what the others are held against.
 * @param known  what the documentation tells
 */
export const differencesIn = (runs: readonly RunOf[], known: Known): readonly string[] =>
  COMPARED.flatMap(([what, name]) => {
    const [first, ...others] = runs.filter((run) => run[what] !== undefined);
    if (!first) return [];
    const hash = hashOf(first[what]!);
    const isNew = known[what] !== undefined && known[what] !== hash;
    return [
      ...others.flatMap((other) => differenceOf(what, name, first, other)),
      ...(isNew
        ? [`The ${name} is ${hash}, and docs/placements.md says ${known[what]}: npm run test:placements -- --write`]
        : []),
    ];
  });

function differenceOf(what: Compared, name: string, one: RunOf, other: RunOf): string[] {
  if (one[what] === other[what]) return [];
  const [facts, others] = [one, other].map((run) => new Set(run[what]!.split('\n'))) as [Set<string>, Set<string>];
  const only = ({ placement, frames }: RunOf, some: ReadonlySet<string>): string[] =>
    [...some].slice(0, MOST_FACTS).map((fact) => `  only in ${placement} (${frames}): ${fact}`);
  const parts = [...only(one, facts.difference(others)), ...only(other, others.difference(facts))];
  return [
    `${other.placement} (${other.frames}) ends in another ${name} than ${one.placement} (${one.frames}):\n${parts.join('\n')}`,
  ];
}

/** The hashes that a document written by `documentOf` tells. */
export function knownIn(document: string): Known {
  const text = document.replaceAll(/\s+/g, ' ');
  const hashes = COMPARED.map(([what, name]) => [what, new RegExp(`${name} is \`([0-9a-f]{16})\``).exec(text)?.[1]]);
  return Object.fromEntries(hashes) as Known;
}
