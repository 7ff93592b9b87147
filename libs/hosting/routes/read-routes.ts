import { readText } from '../yaml/index.js';
import { parseRoutes } from './parse-routes.js';
import type { RouteTable } from './route-table.js';
import { RoutesError } from './routes-error.js';

/**
 * Reads a routes file. Throws RoutesError with every problem there is, also when there is no such file.
 * @param path  relative to the working folder; problems name it as `file`
 */
export function readRoutes(path: string, own: readonly string[], file: string = path): RouteTable {
  const read = readText(path);
  if ('problem' in read) throw new RoutesError(file, [read.problem]);
  return parseRoutes(read.text, file, own);
}
