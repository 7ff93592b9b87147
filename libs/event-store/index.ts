export { eventStream, project } from './event-stream.js';
export { eventsFrom, type StoredChange } from './stored-events.js';
export { newStream, stream } from '#libs/messaging/streams';
