import type { Contexts } from '../../contexts.js';
import { connectionsOf, type ServerLoad } from '../connections.js';
import type { Placement } from '../placement.js';
import { type PlacedRoute, placedRoutes } from './placed-routes.js';

/** All that can be said of a placement; plain data. */
export interface Shown extends Placement {
  readonly routes: readonly PlacedRoute[];
  readonly connections: readonly ServerLoad[];
}

/** @param poolSize  CLEAVE_POOL_SIZE of the processes; 5 when left out */
export const show = (placement: Placement, contexts: Contexts, poolSize?: number): Shown => ({
  ...placement,
  routes: placedRoutes(placement, contexts),
  connections: connectionsOf(placement, contexts, poolSize),
});
