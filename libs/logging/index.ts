export { FoldedLog } from './folded-log.js';
