export type { Document, DocumentStore, Subject } from './documents.js';
export type { Ask, Projection } from './projection.js';
export { ProjectionCopy, type CopyState } from './data/projection-copy.entity.js';
export { ProjectionTables1700000000100 } from './schema/projection-tables.js';
export { Projector, type ProjectorNews, type ProjectorOptions } from './projector.js';
export { ProjectorThread } from './thread/projector-thread.js';
export { newsForParent, serveProjectors } from './thread/serve-projectors.js';
