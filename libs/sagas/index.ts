export { route } from './route.js';
export * from './steps/index.js';
