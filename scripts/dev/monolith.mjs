// The monolith as `npm run start:dev` restarts it: without the output of the first start, and without its work on the data (first
// operator, catalogue), which is done.
import { hostProcess, monolithSeat } from '../../dist/libs/hosting/index.js';
import { contexts } from '../../dist/src/modules/contexts.js';

await hostProcess(contexts, monolithSeat, { isSupervised: true, isRestart: true });
