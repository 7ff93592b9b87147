import { type FileProblem, inOrder, type Issue, shapeProblems, Source } from '../yaml/index.js';
import { parseAddress } from './address.js';
import { withUnnamed } from './default-process.js';
import type { Known } from './known.js';
import type { PlacedProcess, Placement } from './placement.js';
import { PlacementError } from './placement-error.js';
import { keysAt, placementFile, type PlacementFile } from './placement-file.js';
import type { Limits } from './rules/rule.js';
import { ruleProblems } from './rules/rules.js';
import { withoutSlips } from './without-slips.js';

/**
 * What a placement file says. Throws PlacementError with every problem there is, each with its line and column.
 * @param file  what the problems call it
 */
export function parsePlacement(text: string, file: string, known: Known, limits: Limits = {}): Placement {
  const source = new Source(text);
  refuseIfAny(file, source.syntaxProblems);
  refuseIfAny(file, source.aliasProblems);
  refuseIfAny(file, source.keyProblems);
  const content = source.value();
  const { data, error } = placementFile().safeParse(content);
  if (data) {
    const placement = placementOf(file, data, known);
    refuseIfAny(file, ruleProblems({ placement, byDefault: data.default, known, limits }, source));
    return placement;
  }
  const meant = meantBy(content, error.issues);
  const further = meant
    ? ruleProblems({ placement: placementOf(file, meant, known), byDefault: meant.default, known, limits }, source)
    : [];
  throw new PlacementError(file, inOrder([...shapeProblems(error.issues, source, keysAt), ...further]));
}

/** Putting a key right may bring a word to light that is misspelt, too. */
function meantBy(content: unknown, issues: readonly Issue[]): PlacementFile | undefined {
  const repaired = withoutSlips(content, issues);
  const { data, error } = placementFile().safeParse(repaired);
  return data ?? (repaired === undefined ? undefined : meantBy(repaired, error!.issues));
}

function refuseIfAny(file: string, problems: readonly FileProblem[]): void {
  if (problems.length) throw new PlacementError(file, inOrder(problems));
}

function placementOf(file: string, content: PlacementFile, known: Known): Placement {
  const { transport, discovery, default: byDefault, processes, pairs, databases } = content;
  const named = Object.entries(processes).map(([name, shape]) => processOf(name, shape));
  return { file, ...withUnnamed(named, byDefault, known), transport, discovery, pairs, databases };
}

function processOf(name: string, shape: PlacementFile['processes'][string]): PlacedProcess {
  const { contexts = [name], replicas = 1, address, management } = shape ?? {};
  const addresses = address === undefined ? undefined : [address].flat().map((one) => parseAddress(one)!);
  const ports = typeof management === 'number' ? Array<number>(replicas).fill(management) : management;
  return { name, contexts, replicas, addresses, management: ports };
}
