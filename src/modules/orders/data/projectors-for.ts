import { Projector, type ProjectorNews } from '#libs/projections/feeding';
import { orderDocuments } from './order-documents.projection.js';
import { storesFor, type StoresGiven } from './stores-for.js';

/** Plain data: it goes to another thread. */
export interface ProjectorsGiven extends StoresGiven {
  readonly context: string;
  /** The process with its replica. */
  readonly holder: string;
  /** Documents a second that a copy is filled with at most. */
  readonly rate: number;
}

/** A projector for each store. */
export const projectorsFor = (given: ProjectorsGiven, news: ProjectorNews): readonly Projector<any>[] =>
  storesFor(given).map((store) => new Projector({ ...given, projection: orderDocuments, store, news }));
