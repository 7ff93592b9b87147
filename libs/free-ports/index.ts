export { freePort, freePorts } from './free-ports.js';
