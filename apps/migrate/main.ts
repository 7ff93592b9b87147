import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { migrateProcess } = await import('#libs/hosting');

/** Every context's migrations, and nothing else: for a deployment that runs them before its processes. */
await migrateProcess(contexts);
