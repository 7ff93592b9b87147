// npm run generate: writes a context, a use case, a route or an event in the project's structure; without arguments it prints its usage.
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { inRoot } from './lib/root.mjs';
import { attend, start } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  const loader = ['--import', inRoot('test', 'support', 'typescript.mjs')]; // runs the sources: nothing has to be built
  return attend(start(nodeProgram(), [...loader, inRoot('scripts', 'generate', 'main.ts'), ...process.argv.slice(2)]));
});
