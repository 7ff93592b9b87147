import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inDeploy } from './in-deploy.js';
import { type Scraped, targetsOf } from './targets-of.js';

// npm run observability:targets: tells Prometheus which processes run on this machine. Again when processes were added; Prometheus itself
// sees that the file has changed.
const folder = join(process.env.CLEAVE_DATA_DIR ?? '.cleave', 'run');
const files = readdirSync(folder).filter((name) => /^process\..+\.json$/.test(name));
const members = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Scraped);
mkdirSync(inDeploy('targets'), { recursive: true });
writeFileSync(inDeploy('targets/local.json'), targetsOf(members));
console.log(members.map(({ process, replica, management }) => `${process}-${replica} at ${management}`).join('\n'));
