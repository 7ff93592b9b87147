import { databaseConfig, type Databases } from '#libs/database';
import { Channels, KEYS } from '#libs/keys';
import { ConsoleMessageLog, messagingSettings } from '#libs/messaging';
import type { Contexts } from '../contexts.js';
import { directoryOf } from '../directory-of.js';
import { ProcessHost, type ProcessHostOptions } from '../process-host.js';
import { idOf, mayHaveReplicas, type Seat } from '../seat.js';
import type { Share } from '../share.js';
import type { Wires } from '../wires/wires.js';
import { endStuck } from '../end-stuck.js';
import type { Settings } from './settings.js';

/** What this process gives to its contexts. Who subscribes to what is the same in every placement, so the directory is that of all. */
export function hostFor(
  all: Contexts,
  seat: Seat,
  share: Share,
  { config, keys, logger }: Settings,
  { urls }: Pick<Databases, 'urls'>,
  wires: Pick<Wires, 'carrierTo'>,
  values: ProcessHostOptions['values'] = {},
): ProcessHost {
  const settings = messagingSettings(config);
  const extra = Object.values(share.contexts)
    .flatMap(({ databases = [] }) => databases)
    .map((database) => [`${database}-database-url`, urls.get(database)]);
  const pools = Object.entries(seat.placement.databases).map(([context, { pool }]) => [context, pool]);
  return new ProcessHost({
    process: idOf(seat),
    isReplicated: mayHaveReplicas(seat),
    hasThreads: true,
    directory: directoryOf(all),
    settings,
    urls,
    poolSize: config.get(databaseConfig).CLEAVE_POOL_SIZE,
    pools: Object.fromEntries(pools),
    log: settings.logMessages ? new ConsoleMessageLog(logger.format === 'json') : undefined,
    channels: new Channels(keys),
    onStuck: endStuck,
    values: { [KEYS]: keys, ...Object.fromEntries(extra), ...values },
    remote: (context, from) => wires.carrierTo(context, from),
  });
}
