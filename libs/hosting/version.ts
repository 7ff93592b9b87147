import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** Of the release that runs. */
export const version = (): string =>
  (JSON.parse(readFileSync(findPackageJSON('..', import.meta.url)!, 'utf8')) as { version: string }).version;
