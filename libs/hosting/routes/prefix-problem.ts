import { quoted } from '../yaml/index.js';
import { isOwnPath } from './own-paths.js';

const PREFIX = /^(?:\/[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?){1,16}$/;

/**
 * Why a route cannot have this prefix; undefined: it can.
 * @param before  the prefixes before it in the file
 * @param own  first segments of the paths that the door serves itself
 */
export function prefixProblem(prefix: string, before: readonly string[], own: readonly string[]): string | undefined {
  if (/^\/*$/.test(prefix)) return `${quoted(prefix)} would take every path, also those of Cleave itself`;
  if (!PREFIX.test(prefix))
    return `${quoted(prefix)} must be a path such as /api/reports: letters, digits, ".", "_" and "-", without "/" at its end`;
  if (isOwnPath(prefix, own)) return `${prefix} would hide paths of Cleave itself`;
  const same = before.find((other) => other.toLowerCase() === prefix.toLowerCase());
  return same && `${prefix} and ${same} differ in the case of letters only`;
}
