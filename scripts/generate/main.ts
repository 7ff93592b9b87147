import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Changes, refuseUnheld } from './changes.js';
import { plan } from './plan.js';
import { Refused } from './refused.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Documents that are generated from contracts and contexts, and so have to be generated again. */
const DOCUMENTS = {
  messages: 'docs/messages.md',
  env: '.env.example',
  placement: 'placements/placement.schema.json',
  away: 'docs/partial-failure.md',
};

const USAGE = `npm run generate -- context NAME [FIELD:TYPE …] [--route ROUTE]
npm run generate -- use-case CONTEXT NAME [FIELD:TYPE …] [--route ROUTE]      a command
npm run generate -- use-case CONTEXT NAME --query [--route ROUTE]
npm run generate -- use-case CONTEXT NAME --event CONTEXT.EVENT               something to do when another context tells of it
npm run generate -- use-case CONTEXT NAME --timer                             something to do when time is up
npm run generate -- event CONTEXT NAME [FIELD:TYPE …]

TYPE is text, int or id; ROUTE is such as 'GET /v1/things/:id'. --force: also where git could not give the files back.
`;

try {
  await generate();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`Nothing is written: ${error.message}`);
  process.exitCode = 1;
}

async function generate(): Promise<void> {
  const { words, options } = asked();
  if (!words.length || options.help) return void process.stdout.write(USAGE);
  const changes = new Changes(ROOT);
  plan(changes, words, options);
  const documents = Object.values(DOCUMENTS);
  if (!options.force) refuseUnheld(ROOT, [...changes.paths, ...documents]);
  const before = documents.map((path) => changes.read(path));
  const { made, changed } = await changes.write();
  for (const name of Object.keys(DOCUMENTS)) document(name);
  const renewed = documents.filter((path, i) => new Changes(ROOT).read(path) !== before[i]);
  for (const path of made) console.log(`new      ${path}`);
  for (const path of [...changed, ...renewed]) console.log(`changed  ${path}`);
}

/** Parses the arguments. Throws Refused, also when npm has consumed an option because `--` is missing. */
function asked() {
  const taken = ['query', 'event', 'timer', 'route', 'force'].find((name) => process.env[`npm_config_${name}`]);
  if (taken) throw new Refused(`npm took --${taken} for itself: write npm run generate -- … before the words.`);
  try {
    const { positionals: words, values: options } = parseArgs({
      allowPositionals: true,
      options: {
        query: { type: 'boolean' },
        event: { type: 'string' },
        timer: { type: 'boolean' },
        route: { type: 'string' },
        force: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return { words, options };
  } catch (error) {
    throw new Refused(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Runs in a new process, which loads the changed sources. */
function document(name: string): void {
  const program = fileURLToPath(new URL('../docs/write.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, program, name], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run docs:${name} failed:\n${stderr}`);
}
