// npm run start:dev: runs the monolith and restarts it at every change; the database keeps running.
// With --inspect (npm run start:debug) a debugger can attach.
import { emit, watchSources } from './dev/sources.mjs';
import { TypeCheck } from './dev/type-check.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { main, say } from './lib/failure.mjs';
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
  const running = (...entry) => [
    '--enable-source-maps',
    ...given.filter(isForNode),
    inRoot(...entry),
    ...given.filter((argument) => !isForNode(argument)),
  ];
  const application = new Restarting(node, {
    first: running('dist', 'apps', 'monolith', 'main.js'),
    again: running('scripts', 'dev', 'monolith.mjs'),
  });
  const types = new TypeCheck(node);
  application.restart();
  watchSources((files) => changed(files, application, types));

  await new Promise((resolve) => onSignals(resolve, () => application.force()));
  types.stop();
  await application.stop();
  database.kill('SIGTERM');
  return ended(database);
});

/** After a syntax error the running process is not restarted. */
function changed(files, application, types) {
  try {
    const emitted = emit(files);
    if (!emitted.length) return;
    application.restart(emitted.length === 1 ? emitted[0] : `${emitted.length} files`);
    types.begin();
  } catch (error) {
    say(error.message);
  }
}
