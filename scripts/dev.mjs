// npm run start:dev: the monolith, compiled and restarted at every change; the database stays up meanwhile.
// With --inspect (npm run start:debug) a debugger can attach.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { compiler, ensureBuilt, project } from './lib/build.mjs';
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { Restarting } from './lib/restarting.mjs';
import { inRoot } from './lib/root.mjs';
import { ended, onSignals, start } from './lib/run.mjs';

process.env.CLEAVE_MESSAGE_LOG ??= '1'; // a line per message: in development one wants to see what happens

const isForNode = (argument) => argument.startsWith('--inspect');
const given = process.argv.slice(2);

await main(async () => {
  await ensureInstalled();
  const node = nodeProgram();
  await ensureBuilt(node);

  const database = start(node, [inRoot('scripts', 'keep-database.mjs')]);
  const flags = ['--enable-source-maps', ...given.filter(isForNode)];
  const entry = inRoot('dist', 'apps', 'monolith', 'main.js');
  const application = new Restarting(node, [...flags, entry, ...given.filter((argument) => !isForNode(argument))]);
  const compiling = watch(node, () => application.restart());

  onSignals(
    () => compiling.kill(),
    () => application.force(),
  );
  await ended(compiling);
  await application.stop();
  database.kill('SIGTERM');
  return ended(database);
});

/** tsc sees a change at once and needs about 0.1 s (measured); a change that does not compile leaves what runs alone. */
function watch(node, onBuilt) {
  const child = spawn(node, [compiler, ...project, '--watch', '--preserveWatchOutput'], {
    cwd: inRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (/error TS\d+:|Found [1-9]\d* errors?/.test(line)) process.stderr.write(`${line}\n`);
    if (/Found 0 errors/.test(line)) onBuilt();
  });
  return child;
}
