#!/usr/bin/env node
// npm run cleave -- …, and the `cleave` command of package.json: the CLI of apps/cli, after installing and building what is missing.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { inRoot } from './lib/root.mjs';
import { attend, start } from './lib/run.mjs';

// Programs run in the root, where .env and the data folder are; paths in their arguments are relative to the user's working directory.
process.env.CLEAVE_CALLED_FROM = (process.env.npm_lifecycle_event && process.env.INIT_CWD) || process.cwd();

await main(async () => {
  await ensureInstalled();
  const node = nodeProgram();
  await ensureBuilt(node);
  return attend(start(node, [inRoot('dist', 'apps', 'cli', 'main.js'), ...process.argv.slice(2)]));
});
