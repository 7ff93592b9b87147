import { hashOf } from '#test/business-state';
import type { RunOf } from './run-of.js';

/** A run per line, in seconds per suite, with the hash of the final state. */
export function tableOf(runs: readonly RunOf[]): string {
  const titles = [...new Set(runs.flatMap(({ suites }) => [...suites.keys()]))];
  const head = [
    'placement',
    'frames',
    'start',
    ...titles.map((title) => title.replace(/^the /, '')),
    'all',
    'tests',
    'final state',
  ];
  const rows = runs.map((run) => [
    run.placement,
    run.frames,
    seconds(run.startMs),
    ...titles.map((title) => seconds(run.suites.get(title))),
    seconds(run.totalMs),
    run.failed ? `${run.failed} failed` : `${run.passed}`,
    run.state === undefined ? '–' : hashOf(run.state),
  ]);
  const rule = head.map((_, column) => (column < 2 || column === head.length - 1 ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const seconds = (ms: number | undefined): string => (ms === undefined ? '–' : (ms / 1_000).toFixed(1));

const MOST_FACTS = 10;

/**
 * In what the final states differ, in sentences; none: they are equal. The first run is what the others are held against.
 * @param known  the hash that the documentation tells
 */
export function differencesIn(runs: readonly RunOf[], known: string | undefined): readonly string[] {
  const [first, ...others] = runs.filter(({ state }) => state !== undefined);
  if (!first) return [];
  const hash = hashOf(first.state!);
  const news = known !== undefined && known !== hash;
  return [
    ...others.flatMap((other) => differenceOf(first, other)),
    ...(news
      ? [`The final state is ${hash}, and docs/placements.md says ${known}: npm run test:placements -- --write`]
      : []),
  ];
}

function differenceOf(one: RunOf, other: RunOf): string[] {
  if (one.state === other.state) return [];
  const [facts, others] = [one, other].map(({ state }) => new Set(state!.split('\n'))) as [Set<string>, Set<string>];
  const only = ({ placement, frames }: RunOf, some: ReadonlySet<string>): string[] =>
    [...some].slice(0, MOST_FACTS).map((fact) => `  only in ${placement} (${frames}): ${fact}`);
  const parts = [...only(one, facts.difference(others)), ...only(other, others.difference(facts))];
  return [
    `${other.placement} (${other.frames}) ends in another state than ${one.placement} (${one.frames}):\n${parts.join('\n')}`,
  ];
}

/** The hash that a document written by `documentOf` tells. */
export const hashIn = (document: string): string | undefined =>
  /The final state is `([0-9a-f]{16})`/.exec(document)?.[1];
