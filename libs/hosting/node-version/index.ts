/** Whether this Node can run Cleave. Loads nothing else, so that an older Node can read it. */
export { checkNode } from './check-node.js';
