import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { hostProcess, seatFrom } = await import('#libs/hosting');

/** Runs the contexts of one process of a placement, given by CLEAVE_PLACEMENT, CLEAVE_PROCESS and CLEAVE_REPLICA, or by arguments. */
const file = fileURLToPath(import.meta.url);
const programs = (name: string): string => join(file, '..', '..', name, basename(file));
const isSupervised = process.channel !== undefined;
await hostProcess(contexts, seatFrom, isSupervised ? { isSupervised } : { programs });
