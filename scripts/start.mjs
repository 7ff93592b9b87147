// npm start: installs and builds what is missing, then runs the monolith; with arguments (--placement, --split) a supervisor
// that runs several processes. Needs nothing but Node 20 and npm.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { inRoot } from './lib/root.mjs';
import { attend, start } from './lib/run.mjs';

const given = process.argv.slice(2);
/** A supervisor waits most of the time: with little room for young objects it takes 50 MB of its own instead of 85. */
const LEAN = '--max-semi-space-size=1';
const app = given.length ? 'supervisor' : 'monolith';
// programs run in the root; the files in their arguments lie where the caller stands
process.env.CLEAVE_CALLED_FROM = (process.env.npm_lifecycle_event && process.env.INIT_CWD) || process.cwd();

await main(async () => {
  await ensureInstalled();
  const node = nodeProgram();
  await ensureBuilt(node);
  return attend(
    start(node, [
      ...(given.length ? [LEAN] : []),
      '--enable-source-maps',
      inRoot('dist', 'apps', app, 'main.js'),
      ...given,
    ]),
  );
});
