import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { migrateProcess } = await import('#libs/hosting');

/** Runs the migrations of all contexts, for deployments that run them before starting the processes. */
await migrateProcess(contexts);
