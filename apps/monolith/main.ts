import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { hostProcess, monolithSeat } = await import('#libs/hosting');

/** Every context in one process. */
await hostProcess(contexts, monolithSeat);
