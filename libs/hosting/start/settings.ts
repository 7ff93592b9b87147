import { Logger } from '@nestjs/common';
import { Config, ConfigurationError, dataConfig, dataFolder, type DataFolder, type Section } from '#libs/config';
import { keysFromRing, keysFromSecret, type Keys } from '#libs/keys';
import { contextDatabaseConfig, databaseConfig, databaseSections, urlVariable } from '#libs/database';
import { LineLogger, levelsIn, sayAs, type Fields } from '#libs/logging';
import { fieldsOfScope, messagingConfig } from '#libs/messaging';
import { hostingConfig } from '../config.js';
import { keysConfig } from '../keys-config.js';
import { routesConfig } from '../routes/config.js';
import { databaseUrlOf, type Placement } from '../placement/index.js';

/** The settings of a process, from its environment and its placement. */
export interface Settings {
  readonly config: Config;
  readonly folder: DataFolder;
  /** Those that this process was given: all of them, where it was given the secret. */
  readonly keys: Keys;
  readonly logger: LineLogger;
}

/**
 * Reads the settings of these databases, and of nothing that is not there. A database that the placement names goes
 * before the environment's. Throws ConfigurationError and DataFolderError.
 *
 * @param emitter  the process and its replica, for its log
 */
export function readSettings(
  placement: Placement,
  databases: readonly string[],
  more: readonly Section<unknown>[] = [],
  emitter: Fields = {},
): Settings {
  const sections = [
    hostingConfig,
    keysConfig,
    routesConfig,
    dataConfig,
    messagingConfig,
    ...databaseSections(databases),
    ...more,
  ];
  const config = Config.read(sections, { ...process.env, ...urlsIn(placement, databases) });
  const folder = dataFolder(config.get(dataConfig).CLEAVE_DATA_DIR);
  return { config, folder, keys: keysOf(config, folder, databases), logger: loggerOf(config, emitter) };
}

/** The URLs that the placement gives, as the environment would. */
function urlsIn(placement: Placement, databases: readonly string[]): NodeJS.ProcessEnv {
  const given = databases.flatMap((name) => {
    const url = databaseUrlOf(placement, name);
    const variable = urlVariable(name);
    return url ? [[variable, url] as const, [`${variable}_FILE`, undefined] as const] : [];
  });
  return Object.fromEntries(given);
}

/** The logger of this process, also for code outside a Nest application. */
function loggerOf(config: Config, emitter: Fields): LineLogger {
  const { LOG_LEVEL, LOG_FORMAT: format } = config.get(hostingConfig);
  const logger = new LineLogger({ levels: levelsIn(LOG_LEVEL), format, base: emitter, current: fieldsOfScope });
  sayAs(emitter);
  Logger.overrideLogger(logger);
  return logger;
}

/** The secret in the data folder is used only with the embedded server; a replica on another machine would generate another one. */
function keysOf(config: Config, folder: DataFolder, databases: readonly string[]): Keys {
  const { CLEAVE_SECRET, CLEAVE_ACCEPTED_SECRET: accepted, CLEAVE_KEYS } = config.get(keysConfig);
  if (CLEAVE_KEYS) return keysIn(CLEAVE_KEYS);
  if (CLEAVE_SECRET) return keysFromSecret(CLEAVE_SECRET, accepted);
  if (usesEmbedded(config, databases)) return keysFromSecret(folder.secret('cleave'), accepted);
  throw new ConfigurationError([
    'CLEAVE_SECRET: is required without the embedded database: 32 or more random characters, the same for all processes, or CLEAVE_KEYS with those that this one needs',
  ]);
}

function keysIn(ring: string): Keys {
  try {
    return keysFromRing(ring);
  } catch (error) {
    throw new ConfigurationError([`CLEAVE_KEYS: ${(error as Error).message}`]);
  }
}

/** Whether some of these databases are on the embedded server, as no URL of theirs is given. */
export function usesEmbedded(config: Pick<Config, 'get'>, databases: readonly string[]): boolean {
  const { CLEAVE_DATABASE_URL, DATABASE_URL } = config.get(databaseConfig);
  const urlOf = (name: string): string | undefined => config.get(contextDatabaseConfig(name))[urlVariable(name)];
  return !CLEAVE_DATABASE_URL && !DATABASE_URL && databases.some((name) => !urlOf(name));
}
