import { Channels, only, secretIdsOf } from '#libs/keys';
import { sweepBrokers, transportSections } from '#libs/messaging/transports';
import { bearYoung } from './bear-young.js';
import { startBesides } from './beside/besides.js';
import type { ProgramPath } from './beside/start-beside.js';
import { collectWhenCalm } from './collect-when-calm.js';
import { hostingConfig } from './config.js';
import type { Contexts } from './contexts.js';
import { checkListed } from './forgotten/check-listed.js';
import { Readiness } from './health/readiness.js';
import { keyNamesOf } from './key-names.js';
import { tellLastWords } from './last-words.js';
import { endWithParent, listenToParent } from './lifeline.js';
import { observeHost } from './metrics/observe-host.js';
import { observeWires } from './metrics/observe-wires.js';
import { emitterOf, mayHaveReplicas, type Seat } from './seat.js';
import { databasesOf, shareOf } from './share.js';
import { Shutdown } from './shutdown.js';
import { announce } from './start/announce.js';
import { claimSeat } from './start/claim-seat.js';
import { loadModules, startContexts } from './start/contexts.js';
import { databasesFor } from './start/databases.js';
import { discoveryFor } from './start/discovery.js';
import { openDoor } from './start/door.js';
import { firstStart } from './start/first-start.js';
import { hostFor } from './start/host.js';
import { startManagement } from './start/management.js';
import { leaveState } from './start/leave-state.js';
import { routesFor } from './start/routes.js';
import { readSettings } from './start/settings.js';
import { telemetryChecks, telemetryFor } from './start/telemetry.js';
import { tellFailure } from './tell-failure.js';
import { Wires } from './wires/wires.js';

export interface HostOptions {
  /** Started by the supervisor, which prints the banner, and with which this process ends. @defaultValue false */
  readonly isSupervised?: boolean;
  /** It has served on this data before, so the preparations of a first start are done. @defaultValue false */
  readonly isRestart?: boolean;
  /** Where the programs lie that contexts call. @defaultValue none is started, as by a process whose supervisor does it */
  readonly programs?: ProgramPath;
}

/**
 * Hosts the contexts of this process's seat in the placement until a stop. A start that fails ends the process
 * with one clear sentence and an exit code.
 *
 * @param take  returns the seat; its errors are reported in the same way
 */
export async function hostProcess(
  all: Contexts,
  take: (all: Contexts) => Seat,
  options: HostOptions = {},
): Promise<void> {
  bearYoung();
  const shutdown = new Shutdown();
  if (options.isSupervised) endWithParent();
  try {
    await start(all, take(all), options, shutdown);
  } catch (error) {
    if (!shutdown.isEnding) tellFailure(error); // an interrupted start is not a failure
    await shutdown.run(1);
  }
}

/** Starts the process step by step; each step registers its stop with the shutdown. */
async function start(
  all: Contexts,
  seat: Seat,
  { isSupervised = false, isRestart = false, programs }: HostOptions,
  shutdown: Shutdown,
): Promise<void> {
  const share = shareOf(all, seat.process);
  const telemetry = await telemetryFor(seat, shutdown);
  const door = await share.door?.load();
  const sections = [...(share.others.length ? transportSections : []), ...(door?.settings ?? [])];
  const given = readSettings(seat.placement, databasesOf(share.contexts), sections, emitterOf(seat));
  tellLastWords();
  const settings = { ...given, keys: only(given.keys, keyNamesOf(all, share)) };
  const modules = await loadModules(share.contexts);
  checkListed(all, door ? { ...modules, [share.door!.name]: door.module } : modules, door);
  const routes = share.door && (await routesFor(settings.config, share.door));
  await claimSeat(settings.folder, seat, shutdown);
  sweepBrokers(settings.folder.path);
  const readiness = new Readiness({ secrets: secretIdsOf(settings.keys) });
  const management = await startManagement(seat, readiness, settings, shutdown, telemetry);

  const besides = await startBesides(share.contexts, share.door?.name, programs, settings, shutdown);
  const databases = await databasesFor(share.contexts, seat.placement, given, shutdown);
  const found = await discoveryFor(all, seat, share, settings.config, shutdown);
  const wires = await Wires.open(all, seat, share, settings.config, new Channels(settings.keys), found.discovery);
  const host = hostFor(all, seat, share, settings, databases, wires, besides.values);
  observeHost(readiness, host.breakers, settings.folder.path);
  observeWires(wires);
  if (isSupervised)
    listenToParent(({ replicas }) => {
      host.isReplicated = mayHaveReplicas({ ...seat, process: { ...seat.process, replicas } });
    });
  shutdown.add('circuit breakers', () => host.breakers.shutdown());
  const apps = await startContexts(share, modules, host, wires, settings.logger, shutdown);
  const opened =
    door &&
    (await openDoor(share.door!.name, door, host, readiness, settings, shutdown, { routes, port: besides.port }));

  leaveState(settings.folder, seat, { url: opened?.url, management, contexts: Object.keys(share.contexts) }, shutdown);

  await besides.ready();
  const { CLEAVE_EMBEDDED, CLEAVE_DRAIN_DELAY_MS } = settings.config.get(hostingConfig);
  if (opened) shutdown.addPause(CLEAVE_DRAIN_DELAY_MS);
  shutdown.add('the readiness check', () => {
    readiness.stop();
    opened?.connections.announceEnd();
  });
  const isEmbedded = databases.embedded !== undefined || CLEAVE_EMBEDDED;
  const welcome =
    opened && !isRestart ? await firstStart(share.door!.name, door, host, { ...opened, isEmbedded }) : undefined;
  const contexts = apps.map(({ name, engine }) => ({
    name,
    reason: () => engine.trouble(),
    details: () => engine.shown(),
  }));
  if (!shutdown.isEnding)
    readiness.serve([
      ...contexts,
      ...wires.checks,
      ...found.checks,
      ...databases.checks,
      ...telemetryChecks(telemetry),
    ]);
  await found.announce({ management, port: wires.port, url: opened?.url });
  void databases.settle();
  collectWhenCalm();
  announce(
    seat,
    share,
    databases,
    { url: opened?.url, management, welcome, besides: besides.texts },
    { isSupervised, format: settings.logger.format },
  );
}
