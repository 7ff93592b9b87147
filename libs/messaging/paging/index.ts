export { cursorAt, paged, startOf } from './paging.js';
