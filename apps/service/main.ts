import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { hostProcess, seatFrom } = await import('#libs/hosting');

/** Runs the contexts of one process of a placement, given by CLEAVE_PLACEMENT, CLEAVE_PROCESS and CLEAVE_REPLICA, or by arguments. */
await hostProcess(contexts, seatFrom, { isSupervised: process.channel !== undefined });
