import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error plain JavaScript, as dependency-cruiser reads it
import rules from '../../.dependency-cruiser.mjs';
import { RED, ROOT } from './sources.js';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const CONFIG = ['--config', join(ROOT, '.dependency-cruiser.mjs'), '--output-type', 'json'];

/** What dependency-cruiser says of a tree. It runs as a program: `npm run check` runs it in the same way. */
function violationsIn(tree: string): readonly Violation[] {
  const folders = ['apps', 'bench', 'libs', 'src', 'test'].filter((folder) => existsSync(join(tree, folder)));
  const options = { cwd: tree, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { stdout, stderr } = spawnSync(process.execPath, [CRUISER, ...CONFIG, ...folders], options);
  if (!stdout) throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const names = (rules as { forbidden: { name: string }[] }).forbidden.map(({ name }) => name);

describe('the import rules', () => {
  it('hold here', () => {
    expect(violationsIn(ROOT).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  // below red, the file that breaks a rule has the rule's name in its path
  const red = violationsIn(RED);
  it.each(names)('%s is seen red', (name) => {
    const broken = red.filter(({ rule }) => rule.name === name).map(({ from }) => from);
    expect(broken).toContainEqual(expect.stringMatching(`/${name}[./]`));
  });
});
