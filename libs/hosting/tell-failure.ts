import { ConfigurationError } from '#libs/config';
import { DatabaseError } from '#libs/database';
import { HouseError } from './check-house.js';
import { PortError } from './http-app.js';

const SENTENCES = [ConfigurationError, DatabaseError, HouseError, PortError];

/** Says why the start failed: a sentence where we know what it is, the whole trace where we do not. */
export function tellFailure(error: unknown): void {
  const isKnown =
    SENTENCES.some((type) => error instanceof type) || (error as { code?: unknown }).code === 'data-folder.unusable';
  const text = isKnown ? (error as Error).message : ((error as Error).stack ?? String(error));
  process.stderr.write(`\nCleave cannot start. ${text}\n`);
}
