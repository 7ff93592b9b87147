export { eventStream, project } from './event-stream.js';
export { stream } from '#libs/messaging';
