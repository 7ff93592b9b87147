import { contexts } from '#contexts';
import { hostProcess, monolithSeat } from '#libs/hosting';

/** Every context in one process. */
await hostProcess(contexts, monolithSeat);
