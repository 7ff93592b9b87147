import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { supervise } = await import('#libs/hosting/supervisor');

/** Starts all processes of a placement on this machine, each by `apps/service` with its name. */
const file = fileURLToPath(import.meta.url);
const programs = (name: string): string => join(file, '..', '..', name, basename(file));
await supervise(contexts, { program: programs('service'), programs });
