// npm test: installs and builds what is missing, then runs Jest. Needs nothing but Node 20 and npm.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { inRoot } from './lib/root.mjs';
import { attend, startInTerminal } from './lib/run.mjs';

const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  inRoot('node_modules', 'jest', 'bin', 'jest.js'),
];

await main(async () => {
  await ensureInstalled();
  const node = nodeProgram();
  await ensureBuilt(node); // specs that start whole processes run dist
  return attend(startInTerminal(node, [...JEST, ...process.argv.slice(2)]));
});
