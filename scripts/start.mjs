// npm start: installs and builds what is missing, then runs the monolith. Needs nothing but Node 20 and npm.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { inRoot } from './lib/root.mjs';
import { attend, start } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  const node = nodeProgram();
  await ensureBuilt(node);
  return attend(
    start(node, ['--enable-source-maps', inRoot('dist', 'apps', 'monolith', 'main.js'), ...process.argv.slice(2)]),
  );
});
