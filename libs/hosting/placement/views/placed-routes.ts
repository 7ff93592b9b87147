import type { TransportName } from '#libs/messaging';
import type { Contexts } from '../../contexts.js';
import type { Placement } from '../placement.js';
import { processOf, transportBetween } from '../ways.js';
import { type Route, routesOf } from './routes.js';

/** A route in a placement. */
export interface PlacedRoute extends Route {
  readonly fromProcess: string;
  readonly toProcess: string;
  /** Null: both are in one process, and it stays there. */
  readonly transport: TransportName | null;
}

/** Every route, with the processes at its ends and what carries it between them. */
export const placedRoutes = (placement: Placement, contexts: Contexts): readonly PlacedRoute[] =>
  routesOf(contexts).map((route) => ({
    ...route,
    fromProcess: processOf(placement, route.from).name,
    toProcess: processOf(placement, route.to).name,
    transport: transportBetween(placement, route.from, route.to) ?? null,
  }));
