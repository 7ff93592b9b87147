export { ListMessages, Message } from './queries.js';
