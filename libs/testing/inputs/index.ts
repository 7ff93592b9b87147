export { anyCursor } from './any-cursor.js';
