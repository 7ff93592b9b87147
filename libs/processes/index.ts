export { BackOff } from './back-off.js';
export { birthOf } from './birth.js';
export { claim, claimantOf, release, type Claimant } from './claim.js';
export { dyingWithUs } from './dying-with-us.js';
export { findProgram } from './find-program.js';
export {
  isKept,
  keepServer,
  type KeptServer,
  type KeptServerOptions,
  type ServerProcess,
  type ServerStates,
} from './kept-server.js';
export { hasEnded, ServerChild, spawnServer, type SpawnServerOptions } from './server-child.js';
