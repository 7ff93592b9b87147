import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { hostProcess, monolithSeat } = await import('#libs/hosting');

/** Runs all contexts in one process. */
await hostProcess(contexts, monolithSeat);
