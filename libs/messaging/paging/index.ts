export { paged, startOf } from './paging.js';
