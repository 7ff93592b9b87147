export {
  Projector,
  type Ask,
  type Document,
  type DocumentStore,
  type Projection,
  type ProjectorNews,
  type Subjects,
} from './feeding/index.js';
export { ProjectionCopy, type CopyState } from './data/projection-copy.entity.js';
export { ProjectionTables1700000000100 } from './schema/projection-tables.js';
export { ProjectorThread } from './projector-thread.js';
export { countsFrom, documentsWritten, feedFailed, type Fed } from './metrics.js';
