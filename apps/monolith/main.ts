import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { hostProcess, monolithSeat } = await import('#libs/hosting');

/** Runs all contexts in one process. */
const file = fileURLToPath(import.meta.url);
await hostProcess(contexts, monolithSeat, { programs: (name) => join(file, '..', '..', name, basename(file)) });
