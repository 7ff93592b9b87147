import { fileURLToPath } from 'node:url';

/** The path of a file in deploy/observability. */
export const inDeploy = (file: string): string =>
  fileURLToPath(new URL(`../../deploy/observability/${file}`, import.meta.url));
