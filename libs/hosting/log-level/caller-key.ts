import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Config, dataFolder } from '#libs/config';
import { keysFromRing, keysFromSecret, LOG_LEVELS_KEY } from '#libs/keys';
import { keysConfig } from '../keys-config.js';
import { LogLevelError } from './log-level-error.js';

/**
 * The key of who may change log levels: from CLEAVE_SECRET or CLEAVE_KEYS, otherwise from the secret in the data folder, whose owner may
 * do everything there. Creates nothing. Throws LogLevelError, ConfigurationError, RingError and MissingKey.
 */
export function callerKey(folder: string): Buffer {
  const { CLEAVE_SECRET, CLEAVE_KEYS } = Config.read([keysConfig]).get(keysConfig);
  if (CLEAVE_KEYS) return keysFromRing(CLEAVE_KEYS).of(LOG_LEVELS_KEY);
  if (CLEAVE_SECRET) return keysFromSecret(CLEAVE_SECRET).of(LOG_LEVELS_KEY);
  if (existsSync(join(folder, 'secrets', 'cleave')))
    return keysFromSecret(dataFolder(folder).secret('cleave')).of(LOG_LEVELS_KEY);
  throw new LogLevelError(
    'log-level.no-key',
    `Whoever changes log levels needs the secret of the installation: the data folder ${folder} has none. Set CLEAVE_SECRET.`,
  );
}
