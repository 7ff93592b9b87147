import { Config, ConfigurationError } from '#libs/config';
import { contextDatabaseConfig, databaseConfig, roleOf, roleUrl, urlVariable } from '#libs/database';
import { keysFromSecret, ringOf, type Keys } from '#libs/keys';
import type { Contexts } from '../contexts.js';
import { keyNamesOf } from '../key-names.js';
import { keysConfig } from '../keys-config.js';
import { variablesIn, type Placement } from '../placement/index.js';
import { seatIn } from '../seat.js';
import { databasesOf, shareOf } from '../share.js';

/** Variable → value. */
export type Secrets = Readonly<Record<string, string>>;

/**
 * The variables that one process of a placement needs in place of CLEAVE_SECRET and CLEAVE_DATABASE_URL, from both of which they
 * follow: its keys, and the URLs of its own databases. Nothing is asked of a server. Throws ConfigurationError and SeatError.
 */
export function secretsOf(
  all: Contexts,
  placement: Placement,
  name: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Secrets {
  const share = shareOf(all, seatIn(placement, name, '1').process);
  const owned = databasesOf(share.contexts);
  const config = Config.read([keysConfig, databaseConfig, ...owned.map(contextDatabaseConfig)], env);
  const { CLEAVE_SECRET, CLEAVE_ACCEPTED_SECRET } = config.get(keysConfig);
  if (!CLEAVE_SECRET)
    throw new ConfigurationError(['CLEAVE_SECRET: is required: the secret of the installation whose keys are derived']);
  const keys = keysFromSecret(CLEAVE_SECRET, CLEAVE_ACCEPTED_SECRET);
  const urls = owned.map((database) => urlIn(placement, database, config, keys, env));
  return { CLEAVE_KEYS: ringOf(keys, keyNamesOf(all, share)), ...Object.fromEntries(urls.flat()) };
}

/** Where a placement names the URL, what its process needs is the variables in it. */
function urlIn(placement: Placement, database: string, config: Config, keys: Keys, env: NodeJS.ProcessEnv) {
  if (placement.databases[database]?.url)
    return variablesIn(placement, [database]).map((variable) => [variable, env[variable] ?? ''] as const);
  const variable = urlVariable(database);
  const { CLEAVE_DATABASE_URL, DATABASE_URL, CLEAVE_DATABASE_PREFIX: prefix } = config.get(databaseConfig);
  const own = config.get(contextDatabaseConfig(database))[variable];
  const admin = CLEAVE_DATABASE_URL ?? DATABASE_URL;
  if (own) return [[variable, own] as const];
  if (admin) return [[variable, roleUrl(admin, roleOf(database, prefix), keys)] as const];
  throw new ConfigurationError([`CLEAVE_DATABASE_URL: is required: the server of the databases, or ${variable}`]);
}
