export { BackOff } from './back-off.js';
