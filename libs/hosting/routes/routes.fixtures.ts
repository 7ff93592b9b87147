import { parseRoutes } from './parse-routes.js';
import type { RoutesError } from './routes-error.js';

/** What the door of the specs serves itself. */
export const own = ['docs', 'openapi.json'];

export const tableOf = (text: string) => parseRoutes(text, 'routes.yaml', own);

/** Each as `line:column reason`. */
export function refusals(text: string): readonly string[] {
  try {
    tableOf(text);
    return [];
  } catch (error) {
    return (error as RoutesError).problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
  }
}
