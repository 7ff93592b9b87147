// The monolith as `npm run start:dev` starts it again: without the map and the welcome, which were printed at its first start, and
// without what a first start leaves behind, which is there.
import { hostProcess, monolithSeat } from '../../dist/libs/hosting/index.js';
import { contexts } from '../../dist/src/modules/contexts.js';

await hostProcess(contexts, monolithSeat, { isSupervised: true, isRestart: true });
