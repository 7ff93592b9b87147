/** Paths of the public API that other HTTP services answer: read from a file, checked, explained. Loads no framework. */
export { routesConfig } from './config.js';
export { explain, explainText, limitsText, type Explained } from './explain.js';
export { parseRoutes } from './parse-routes.js';
export { readRoutes } from './read-routes.js';
export type { Route, RouteAccess, RouteLimits, Service } from './route.js';
export { RouteTable, type Found } from './route-table.js';
export { RoutesError } from './routes-error.js';
export { originOf, placesOf } from './service-url.js';
