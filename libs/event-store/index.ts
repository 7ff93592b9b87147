export { eventStream, project } from './event-stream.js';
export { newStream, stream } from '#libs/messaging';
