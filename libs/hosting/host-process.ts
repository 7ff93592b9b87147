import { ConsoleLogger, type LogLevel, type LoggerService } from '@nestjs/common';
import { Config, dataConfig, dataFolder, type DataFolder } from '#libs/config';
import { databaseConfig, databaseSections, openDatabases, type Databases } from '#libs/database';
import { Bus, ConsoleMessageLog, Directory, messagingConfig, messagingSettings } from '#libs/messaging';
import { checkHouse } from './check-house.js';
import { hostingConfig } from './config.js';
import { contextApp, type ContextApp } from './context-app.js';
import type { Contexts, Door } from './contexts.js';
import { HealthModule } from './health/health.module.js';
import { Readiness } from './health/readiness.js';
import { hostModule } from './host.module.js';
import { httpApp, listen } from './http-app.js';
import { mapOf } from './map.js';
import { ProcessHost } from './process-host.js';
import { Shutdown } from './shutdown.js';
import { tellFailure } from './tell-failure.js';

/** Of each context: the batch loop and the sweep. */
const CONNECTIONS_BESIDE_POOL = 2;
const PROVIDER_CONNECTIONS = 3;

/** Hosts contexts in this process until it is told to stop. A start that fails ends it with one clear sentence and an exit code. */
export async function hostProcess(name: string, { contexts, door: entry }: Contexts): Promise<void> {
  const shutdown = new Shutdown();
  try {
    await new ProcessStart(name, contexts, await entry.load(), entry.name, shutdown).run();
  } catch (error) {
    tellFailure(error);
    await shutdown.run(1);
  }
}

/** The start of one process, step by step; each step tells the shutdown how it is taken back. */
class ProcessStart {
  private readonly readiness = new Readiness();

  constructor(
    private readonly name: string,
    private readonly contexts: Contexts['contexts'],
    private readonly door: Door,
    private readonly doorName: string,
    private readonly shutdown: Shutdown,
  ) {}

  async run(): Promise<void> {
    const names = Object.keys(this.contexts);
    const databases = [...names, ...Object.values(this.contexts).flatMap((context) => context.databases ?? [])];
    const config = Config.read([
      hostingConfig,
      dataConfig,
      messagingConfig,
      ...databaseSections(databases),
      ...this.door.settings,
    ]);
    const logger = loggerOf(config);
    const folder = dataFolder(config.get(dataConfig).CLEAVE_DATA_DIR);
    const secret = secretOf(config, folder);
    const open = await this.openDatabases(config, folder, databases, secret);
    const host = this.host(config, secret, open);
    const apps = await this.startContexts(host, logger);
    const management = await this.startManagement(config, logger);
    const { app, url } = await this.openDoor(host, config, logger, apps);
    folder.writeState('process', {
      process: this.name,
      pid: process.pid,
      url,
      management,
      contexts: names,
      startedAt: new Date().toISOString(),
    });
    const bus = new Bus('host', (context) => host.carrierTo(context), host.settings.requestDeadlineMs);
    const welcome = await this.door.opened({ app, url, bus, isEmbedded: open.embedded !== undefined });
    process.stdout.write(`${this.map(url, management, open)}\n${welcome}\n`);
    process.send?.({ ready: url });
  }

  private async openDatabases(
    config: Config,
    folder: DataFolder,
    names: readonly string[],
    secret: string,
  ): Promise<Databases> {
    const perContext = config.get(databaseConfig).CLEAVE_POOL_SIZE + CONNECTIONS_BESIDE_POOL;
    const connections = Object.keys(this.contexts).length * perContext + PROVIDER_CONNECTIONS;
    const databases = await openDatabases({
      config,
      folder,
      names,
      secret,
      connections,
      log: (line) => void process.stderr.write(`${line}\n`),
    });
    this.shutdown.add('database', () => databases.stop());
    return databases;
  }

  private host(config: Config, secret: string, { urls }: Databases): ProcessHost {
    const settings = messagingSettings(config);
    const subscriptions = Object.fromEntries(
      Object.entries(this.contexts).map(([context, { subscribes }]) => [context, subscribes]),
    );
    const extra = Object.values(this.contexts).flatMap(({ databases = [] }) =>
      databases.map((database) => [`${database}-database-url`, urls.get(database)]),
    );
    return new ProcessHost({
      process: `${this.name}-${config.get(hostingConfig).CLEAVE_REPLICA}`,
      directory: new Directory(subscriptions),
      settings,
      urls,
      poolSize: config.get(databaseConfig).CLEAVE_POOL_SIZE,
      log: settings.logMessages ? new ConsoleMessageLog() : undefined,
      values: { 'cleave-secret': secret, ...Object.fromEntries(extra) },
    });
  }

  private async startContexts(host: ProcessHost, logger: LoggerService): Promise<readonly ContextApp[]> {
    const apps = await Promise.all(
      Object.entries(this.contexts).map(async ([context, entry]) =>
        contextApp(context, await entry.load(), host, logger),
      ),
    );
    checkHouse(
      this.contexts,
      host.directory,
      apps.map(({ engine }) => engine),
    );
    this.shutdown.add('contexts', async () => {
      for (const { engine } of apps) engine.refuseRequests();
      await Promise.all(apps.map(({ engine }) => engine.drain()));
      await Promise.all(apps.map(({ app }) => app.close()));
    });
    await Promise.all(apps.map(({ engine }) => engine.start()));
    this.readiness.watch(apps.map(({ name, engine }) => ({ name, reason: () => engine.trouble() })));
    return apps;
  }

  private async startManagement(config: Config, logger: LoggerService): Promise<string> {
    const app = await httpApp({ module: HealthModule.for(this.readiness), logger });
    this.shutdown.add('management', () => app.close());
    return listen(app, config.get(hostingConfig).CLEAVE_MANAGEMENT_PORT, '127.0.0.1', 'CLEAVE_MANAGEMENT_PORT');
  }

  private async openDoor(host: ProcessHost, config: Config, logger: LoggerService, _apps: readonly ContextApp[]) {
    const { module, server, options, configure } = this.door;
    const bus = {
      provide: Bus,
      useValue: new Bus(this.doorName, (context) => host.carrierTo(context), host.settings.requestDeadlineMs),
    };
    const root = hostModule(module, host, [bus]);
    const app = await httpApp({
      module: { ...root, imports: [...root.imports!, HealthModule.for(this.readiness)] },
      logger,
      server,
      options,
      configure,
    });
    const { PORT, HOST } = config.get(hostingConfig);
    const url = await listen(app, PORT, HOST, 'PORT');
    this.shutdown.add('door', async () => {
      this.readiness.stop();
      await app.close();
    });
    return { app, url };
  }

  private map(url: string, management: string, { urls, embedded }: Databases): string {
    const own = Object.entries(this.contexts).map(
      ([name, { databases = [] }]) => [name, [name, ...databases].map((one) => urls.get(one)!)] as const,
    );
    return mapOf({
      url,
      management,
      process: `${this.name}, pid ${process.pid}`,
      door: this.doorName,
      databases: new Map(own),
      embeddedPort: embedded?.port,
    });
  }
}

function loggerOf(config: Config): LoggerService {
  const levels: LogLevel[] = ['debug', 'log', 'warn', 'error', 'fatal'];
  return new ConsoleLogger({
    logLevels: levels.slice(levels.indexOf(config.get(hostingConfig).LOG_LEVEL)),
    timestamp: false,
  });
}

function secretOf(config: Config, folder: DataFolder): string {
  const { CLEAVE_SECRET } = config.get(hostingConfig);
  const { CLEAVE_DATABASE_URL, DATABASE_URL } = config.get(databaseConfig);
  if (CLEAVE_SECRET) return CLEAVE_SECRET;
  if (CLEAVE_DATABASE_URL || DATABASE_URL)
    throw new Error(
      'CLEAVE_SECRET is required with a database of your own: give every process the same 32 or more random characters.',
    );
  return folder.secret('cleave');
}
