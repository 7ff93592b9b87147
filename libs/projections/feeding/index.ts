/** What feeds copies, and nothing that a thread does not need which does only that: no Nest, no TypeORM. */
export type { Document, DocumentStore, Subjects } from './documents.js';
export type { Ask, Projection } from './projection.js';
export { Projector, type ProjectorNews, type ProjectorOptions } from './projector.js';
export { DRAIN, tell, type News } from './messages.js';
export { newsForParent, serveProjectors } from './serve-projectors.js';
