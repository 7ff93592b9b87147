export { Delivery, ListMessages, Message, MessageKind } from './queries.js';
