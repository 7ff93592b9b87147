export { Delivery, ListMessages, Message } from './queries.js';
