import type { Config, DataFolder, Section } from '#libs/config';
import type { Keys } from '#libs/keys';
import { adminSession } from './admin-session.js';
import { contextDatabaseConfig, databaseConfig, urlVariable } from './config.js';
import { embeddedServer, type EmbeddedServer } from './embedded/embedded-server.js';
import { provision } from './provision/provision.js';
import { checkRequirements } from './provision/requirements.js';

/** The databases of this process's contexts. */
export interface Databases {
  /** Context → URL by its own role. */
  readonly urls: ReadonlyMap<string, string>;
  /** The embedded server, when it is used. */
  readonly embedded?: EmbeddedServer;
  /** Health checks of the embedded server, when it is used. */
  readonly checks: readonly { readonly name: string; reason(): string | undefined }[];
  /** Throws DatabaseError `too-few-connections` when a server does not allow that many to its databases together. */
  checkConnections(connections: Readonly<Record<string, number>>): Promise<void>;
  /**
   * Makes the embedded server write its dirty pages to disk. Called after a start, when nothing waits for it: otherwise the stop
   * has to write the 60 MB of a first start, which takes 0.3 s on a fast disk and seconds on a slow one.
   */
  settle(): Promise<void>;
  /** Ends the use of the embedded server. Call it last, when everything has drained. */
  stop(): Promise<void>;
}

export interface DatabasesOptions {
  config: Config;
  folder: DataFolder;
  /** Contexts that own data. */
  names: readonly string[];
  /** The passwords of the roles are derived from them. */
  keys: Keys;
  /** Connections that all processes together may open to each database; checked against its server. */
  connections?: Readonly<Record<string, number>>;
  log?: (line: string) => void;
  /** When it is aborted, an embedded server that is still starting is ended. */
  signal?: AbortSignal;
}

/** All settings that `openDatabases` reads; pass them to `Config.read`. */
export function databaseSections(names: readonly string[]): Section<unknown>[] {
  return [databaseConfig, ...names.map(contextDatabaseConfig)];
}

/** Finds or creates the databases: at a context's own URL, otherwise on the server of the admin URL, otherwise on the embedded server. */
export async function openDatabases({
  config,
  folder,
  names,
  keys,
  connections = {},
  log,
  signal,
}: DatabasesOptions): Promise<Databases> {
  const settings = config.get(databaseConfig);
  const given = new Map(names.flatMap((name) => own(config, name)));
  const missing = names.filter((name) => !given.has(name));
  const adminUrl = settings.CLEAVE_DATABASE_URL ?? settings.DATABASE_URL;
  const embedded =
    adminUrl || !missing.length ? undefined : await embeddedServer({ dataDir: folder.path, log, signal });
  const stop = async (): Promise<void> => embedded?.stop();
  try {
    const provisioner = embedded?.adminUrl ?? adminUrl!;
    const shared = onOneServer(given).map((some) => [given.get(some[0]!)!, some] as const);
    const servers = missing.length ? [...shared, [provisioner, missing] as const] : shared;
    const checkConnections = async (wanted: Readonly<Record<string, number>>): Promise<void> => {
      for (const [url, some] of servers) {
        const sum = some.reduce((total, name) => total + (wanted[name] ?? 0), 0);
        await adminSession(url, (client) => checkRequirements(client, sum));
      }
    };
    await checkConnections(connections);
    const prefix = settings.CLEAVE_DATABASE_PREFIX;
    const made = missing.length ? await provision(provisioner, missing, keys, { prefix }) : [];
    const checks = embedded ? [{ name: 'postgresql', reason: () => embedded.trouble() }] : [];
    const settle = async (): Promise<void> => {
      if (embedded)
        await adminSession(embedded.adminUrl, (client) => client.query('CHECKPOINT')).catch(() => undefined);
    };
    return { urls: new Map([...given, ...made]), embedded, checks, checkConnections, settle, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function own(config: Config, name: string): [string, string][] {
  const url = config.get(contextDatabaseConfig(name))[urlVariable(name)];
  return url ? [[name, url]] : [];
}

/** The names, grouped by the server of their URLs. */
const onOneServer = (urls: ReadonlyMap<string, string>): readonly (readonly string[])[] => [
  ...Map.groupBy(urls.keys(), (name) => new URL(urls.get(name)!).host).values(),
];
