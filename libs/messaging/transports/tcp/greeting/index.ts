/** The handshake of every TCP connection, before anything else is read from it. */
export { beGreeted, greet, type Self } from './greet.js';
export { Forged, type Proven } from './pairs.js';
export { Ended, type Turns } from './turns.js';
export { addressOf, Unproven } from './unproven.js';
