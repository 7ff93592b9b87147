import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { supervise } = await import('#libs/hosting/supervisor');

/** Every process of a placement on this machine. Each is what `apps/service` makes of its name. */
const file = fileURLToPath(import.meta.url);
await supervise(contexts, { program: join(file, '..', '..', 'service', basename(file)) });
