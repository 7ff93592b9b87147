import { nearest, type Issue } from '../yaml/index.js';
import { keysAt } from './placement-file.js';

type Block = Record<PropertyKey, unknown>;

/**
 * The content with misspelt keys and words corrected, so that further problems can be found. Undefined when it has other errors,
 * since later problems could be caused by those.
 */
export function withoutSlips(content: unknown, issues: readonly Issue[]): unknown {
  const repaired = structuredClone(content);
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') renameKeys(blockAt(repaired, issue.path), issue.keys, keysAt(issue.path));
    else if (issue.code === 'invalid_value')
      blockAt(repaired, issue.path.slice(0, -1))[issue.path.at(-1)!] = issue.values[0];
    else return undefined;
  }
  return repaired;
}

function renameKeys(block: Block, unknown: readonly string[], known: readonly string[]): void {
  for (const key of unknown) {
    const meant = nearest(key, known);
    if (meant && !Object.hasOwn(block, meant)) block[meant] = block[key];
    delete block[key];
  }
}

const blockAt = (content: unknown, path: readonly PropertyKey[]): Block =>
  path.reduce((block, step) => block[step] as Block, content as Block);
