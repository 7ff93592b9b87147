import type { Config } from '#libs/config';
import type { DoorEntry } from '../contexts.js';
import { routesConfig } from '../routes/config.js';
import type { RouteTable } from '../routes/index.js';

/** The routes of CLEAVE_ROUTES, checked before anything is opened; without the setting nothing of them is loaded. Throws RoutesError. */
export async function routesFor(config: Config, { paths = [] }: DoorEntry): Promise<RouteTable | undefined> {
  const { CLEAVE_ROUTES } = config.get(routesConfig);
  if (!CLEAVE_ROUTES) return undefined;
  const { readRoutes } = await import('../routes/index.js');
  return readRoutes(CLEAVE_ROUTES, paths);
}
