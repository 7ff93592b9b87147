import { databaseConfig, type Databases } from '#libs/database';
import { ringOf, type Keys } from '#libs/keys';
import { isForColours, say } from '#libs/logging';
import { sweepBrokers } from '#libs/messaging/transports';
import { startBesides } from '../beside/besides.js';
import type { ProgramPath } from '../beside/start-beside.js';
import { hostingConfig } from '../config.js';
import type { Contexts } from '../contexts.js';
import { keyNamesOf } from '../key-names.js';
import { placeOf } from '../map.js';
import { connectionsIn, variablesIn, writePlacement } from '../placement/index.js';
import type { Seat } from '../seat.js';
import { databasesOf, shareOf, variablesOfOthers } from '../share.js';
import { Shutdown } from '../shutdown.js';
import { show } from '../start/announce.js';
import { checkSeats } from '../start/claim-seat.js';
import { databasesFor } from '../start/databases.js';
import { readSettings } from '../start/settings.js';
import { tellFailure } from '../tell-failure.js';
import { startBrokers, transportText, transportsOf } from './brokers.js';
import { supervisorConfig } from './config.js';
import { listenForCommands } from './commands.js';
import { consulFor } from './consul.js';
import { environmentOf, type Given } from './environment.js';
import { Fleet, seatsOf } from './fleet.js';
import { LogLines } from './log-lines.js';
import { nodeFlags } from '../node-flags.js';
import { overviewOf } from './overview.js';
import { resolved } from './resolve.js';
import { Scaling } from './scaling/scaling.js';
import { keepsTraces, placementFrom } from './take-placement.js';
import { keepTraces } from './traces.js';

export interface SuperviseOptions {
  /** The program of one process, which takes its seat from the environment. */
  readonly program: string;
  /** Where the programs lie that contexts call. @defaultValue none is started */
  readonly programs?: ProgramPath;
  /** @defaultValue those of this process */
  readonly args?: readonly string[];
}

/**
 * Runs all processes of a placement on this machine until it is told to stop: opens the databases once and gives each process those
 * of its own contexts, merges the logs, starts again what ends. A start that fails ends with one clear sentence and an exit code.
 */
export async function supervise(all: Contexts, options: SuperviseOptions): Promise<void> {
  const shutdown = new Shutdown();
  try {
    await start(all, options, shutdown);
  } catch (error) {
    if (!shutdown.isEnding) tellFailure(error); // an interrupted start is not a failure
    await shutdown.run(1);
  }
}

/** Starts everything step by step; each step registers its stop with the shutdown. */
async function start(all: Contexts, { program, programs, args }: SuperviseOptions, shutdown: Shutdown): Promise<void> {
  const from = process.env.CLEAVE_CALLED_FROM ?? '';
  const given = args ?? process.argv.slice(2);
  const placement = placementFrom(all, given, from);
  const settings = readSettings(placement, databasesOf(all.contexts), [supervisorConfig], { process: 'supervisor' });
  const here = await resolved(all, placement);
  await checkSeats(
    settings.folder,
    seatsOf(here).map(({ seat }) => seat),
  );
  sweepBrokers(settings.folder.path);
  const file = settings.folder.writeText('placement.yaml', writePlacement(here));

  const traces = keepsTraces(given) ? await keepTraces(settings.folder, shutdown) : undefined;
  const starting = { dataDir: settings.folder.path, log: say };
  const besides = await startBesides(all.contexts, all.door.name, programs, settings, shutdown);
  const [brokers, consul, databases] = await Promise.all([
    startBrokers(all, placement, starting, shutdown),
    consulFor(placement, starting, shutdown),
    databasesFor(all.contexts, placement, settings, shutdown),
  ]);

  const isPlain = !isForColours(process.stdout);
  const hidden = variablesIn(placement);
  const shared = {
    file,
    isEmbedded: databases.embedded !== undefined,
    isPlain,
    format: settings.logger.format,
    more: { ...brokers, ...consul?.env, ...traces },
  };
  const lines = new LogLines(
    seatsOf(here).map(({ label }) => label),
    isPlain,
    settings.logger.format,
  );
  const drainDelayMs = settings.config.get(hostingConfig).CLEAVE_DRAIN_DELAY_MS;
  shutdown.allow(drainDelayMs);
  const fleet = new Fleet(here, all.door.name, drainDelayMs, (seat, label) => ({
    seat,
    label,
    program,
    flags: nodeFlags(seat.process.contexts.length),
    env: environmentOf(seat, process.env, {
      ...shared,
      ...ownOf(all, seat, settings.keys, databases, hidden),
      more: { ...shared.more, ...besides.envOf(seat.process.contexts) },
    }),
    muteMs: settings.config.get(supervisorConfig).CLEAVE_MUTE_MS,
    log: lines,
  }));
  shutdown.add('the processes', () => fleet.stop(shutdown.hurried));
  const { ready: url, welcome } = await fleet.start();
  await besides.ready();
  const overview = {
    placement,
    url,
    transports: [...transportsOf(all, placement)].map((name) => transportText(name, brokers)),
    consul: consul?.text,
    databases: placeOf(databases.embedded),
    besides: besides.texts,
    isTraced: traces !== undefined,
    processes: fleet.processes,
  };
  const poolSize = settings.config.get(databaseConfig).CLEAVE_POOL_SIZE;
  const scaling = new Scaling(here, {
    all,
    fleet,
    folder: settings.folder,
    checkDatabases: (scaled) => databases.checkConnections(connectionsIn(scaled, all.contexts, poolSize)),
  });
  await listenForCommands(settings.folder.path, scaling, shutdown);
  show([overviewOf(overview), welcome], url, settings.logger.format);
  void databases.settle();
  process.send?.({ ready: url });
}

/** What is this process's own: its databases and its keys; and what is not. */
function ownOf(
  all: Contexts,
  seat: Seat,
  keys: Keys,
  { urls }: Databases,
  hidden: readonly string[],
): Pick<Given, 'urls' | 'keys' | 'hidden'> {
  const share = shareOf(all, seat.process);
  return {
    urls: new Map(databasesOf(share.contexts).map((name) => [name, urls.get(name)!])),
    keys: ringOf(keys, keyNamesOf(all, share)),
    hidden: [...hidden, ...variablesOfOthers(all, share)],
  };
}
