export { observeSaga } from './figures/observe-saga.js';
export { route } from './route.js';
export * from './steps/index.js';
