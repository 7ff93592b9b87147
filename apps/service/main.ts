import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { contexts } = await import('#contexts');
const { hostProcess, seatFrom } = await import('#libs/hosting');

/** The contexts that a placement gives to this process: CLEAVE_PLACEMENT, CLEAVE_PROCESS and CLEAVE_REPLICA, or arguments. */
await hostProcess(contexts, seatFrom, { isSupervised: process.channel !== undefined });
