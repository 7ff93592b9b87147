/** The reverse proxy: loaded only where CLEAVE_ROUTES names a file. */
export { openProxy } from './open-proxy.js';
