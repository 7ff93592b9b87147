export { anyCursor } from './any-cursor.js';
export { anyText } from './any-text.js';
