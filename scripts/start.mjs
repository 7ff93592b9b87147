// npm start: installs and builds what is missing, then runs the monolith; with arguments (--placement, --split) a supervisor
// that runs several processes. Needs nothing but Node 20 and npm.
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nodeProgram } from './lib/node.mjs';
import { inRoot } from './lib/root.mjs';
import { attend, start } from './lib/run.mjs';

const HELP = `npm start                            everything in one process, 220 MB beside PostgreSQL
npm start -- --split payments        payments in a process of its own, the rest together
npm start -- --placement FILE        the processes that a file lists: placements/microservices.yaml has six,
                                     which take 1.1 GB together
npm start -- … --transport redis     over Redis: the one at REDIS_URL, or the redis-server of the PATH
npm start -- … --transport rabbitmq  over RabbitMQ: the one at RABBITMQ_URL, or the one that is installed
npm start -- … --discovery consul    found by the Consul at CONSUL_HTTP_ADDR, or the consul of the PATH
npm start -- … --traces              keeps the latest 1,000 traces: npm run cleave -- trace ORDER

Settings are environment variables, or lines in .env; .env.example lists them all.
  PORT=0 npm start                     any free port
  CLEAVE_DATA_DIR=/tmp/other npm start another installation beside the first
  LOG_FORMAT=json npm start            a JSON object per line, as where stdout is no terminal
  CLEAVE_MESSAGE_LOG=1 npm start       a line per message
  CLEAVE_PAYMENT_PROVIDER=stand-in npm start    no payment provider beside it: a table takes the money
Then, in another terminal: npm run demo, npm run cleave -- --help. Ctrl-C stops it.
npm run cleave -- scale inventory 3  two more of a process that was split off, while it runs
`;

const given = process.argv.slice(2);
if (given.some((argument) => ['--help', '-h', 'help'].includes(argument))) {
  process.stdout.write(HELP);
  process.exit(0);
}
/** A supervisor is idle most of the time: with a small young generation it takes 50 MB of private memory instead of 85. */
const LEAN = '--max-semi-space-size=1';
const app = given.length ? 'supervisor' : 'monolith';
// programs run in the root; paths in their arguments are relative to the user's working directory
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
