import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The root folder of the clone. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const inRoot = (...path) => join(root, ...path);
