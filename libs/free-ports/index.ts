export { freePort, freePorts, isFree } from './free-ports.js';
