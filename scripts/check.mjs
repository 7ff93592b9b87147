// npm run check: lint, format, types and import rules, side by side. Needs nothing but Node 20 and npm.
import { spawn } from 'node:child_process';
import { ensureBuilt } from './lib/build.mjs';
import { main, say } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { inRoot } from './lib/root.mjs';

const CHECKS = {
  lint: ['oxlint/bin/oxlint', '--quiet'],
  format: ['prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'],
  types: ['typescript7/bin/tsc', '-p', '.', '--noEmit'],
  imports: ['dependency-cruiser/bin/dependency-cruiser.mjs', 'apps', 'bench', 'libs', 'src', 'test'],
};

await main(async () => {
  await ensureInstalled();
  const node = nodeProgram();
  await ensureBuilt(node); // the linter follows imports of `#shared/*` to dist
  const results = await Promise.all(Object.entries(CHECKS).map(([name, command]) => check(node, name, command)));
  return results.every(Boolean) ? 0 : 1;
});

/** Runs a check; returns whether it passed. Its output is buffered until it ends, since the checks run at the same time. */
function check(node, name, [program, ...args]) {
  const started = Date.now();
  const child = spawn(node, [inRoot('node_modules', program), ...args], {
    cwd: inRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      const took = `${((Date.now() - started) / 1_000).toFixed(1)} s`;
      say(code === 0 ? `✓ ${name.padEnd(8)} ${took}` : `✗ ${name.padEnd(8)} ${took}\n${output}`);
      resolve(code === 0);
    });
  });
}
