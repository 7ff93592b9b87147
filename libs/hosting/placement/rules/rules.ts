import type { PlacementProblem } from '../placement-error.js';
import type { Source } from '../../yaml/index.js';
import { connectionsFit } from './connections-fit.js';
import { databasesAreOwned } from './databases-are-owned.js';
import { defaultIsAProcess } from './default-is-a-process.js';
import { everyContextHasOneProcess } from './every-context-has-one-process.js';
import { pairsAreApart } from './pairs-are-apart.js';
import { portsAreFree } from './ports-are-free.js';
import { replicasHaveAddresses } from './replicas-have-addresses.js';
import type { Judged, Refuse, Rule } from './rule.js';

const RULES: readonly Rule[] = [
  everyContextHasOneProcess,
  defaultIsAProcess,
  pairsAreApart,
  replicasHaveAddresses,
  portsAreFree,
  databasesAreOwned,
  connectionsFit,
];

/** Why a placement of the right shape cannot work all the same. */
export function ruleProblems(judged: Judged, source: Source): readonly PlacementProblem[] {
  const problems: PlacementProblem[] = [];
  const refuse: Refuse = (...what) => void problems.push(source.problem(...what));
  for (const rule of RULES) rule(judged, refuse);
  return problems;
}
