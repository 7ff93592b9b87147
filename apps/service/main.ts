import { contexts } from '#contexts';
import { hostProcess, seatFrom } from '#libs/hosting';

/** The contexts that a placement gives to this process: CLEAVE_PLACEMENT, CLEAVE_PROCESS and CLEAVE_REPLICA, or arguments. */
await hostProcess(contexts, seatFrom, { isSupervised: process.channel !== undefined });
