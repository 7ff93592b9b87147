/** The oldest version that TypeORM and the sources support; `npm start` checks the same (scripts/lib/node.mjs). */
const OLDEST = '24.11';

/** Why Cleave cannot run on this Node version; undefined: it can. */
export function problemOfNode(version: string): string | undefined {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  const [oldest, second] = OLDEST.split('.').map(Number) as [number, number];
  if (major > oldest || (major === oldest && minor >= second)) return undefined;
  return `Cleave needs Node ${OLDEST} or later, and this is Node ${version}. npm start brings the right one; so does npm ci, in node_modules/node-*/bin/node.`;
}

/**
 * Ends the process with one sentence when this Node is too old. A program calls it before it imports anything else, which an older
 * Node could not even read: this file uses nothing that Node 18 does not know.
 */
export function checkNode(): void {
  const problem = problemOfNode(process.versions.node);
  if (!problem) return;
  process.stderr.write(`\n${problem}\n`);
  process.exit(1);
}
