// Runs its arguments with the Node that Cleave needs, after installing and building what is missing:
//   node scripts/node.mjs dist/bench/main.js --clients 64
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { attend, start } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  const node = nodeProgram();
  await ensureBuilt(node);
  return attend(start(node, process.argv.slice(2)));
});
