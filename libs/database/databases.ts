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
  /** The embedded server, when that is what they lie on. */
  readonly embedded?: EmbeddedServer;
  /** Of the embedded server, when it is used: whether it serves. */
  readonly checks: readonly { readonly name: string; reason(): string | undefined }[];
  /**
   * Writes to disk what the embedded server has in memory. Called when a start is done and nobody waits: what a first start leaves
   * there (60 MB) would have to be written by the stop, 0.3 s of it here and seconds where the disk is slow.
   */
  settle(): Promise<void>;
  /** Leaves the embedded server; call it last, when everything has drained. */
  stop(): Promise<void>;
}

export interface DatabasesOptions {
  config: Config;
  folder: DataFolder;
  /** Contexts that own data. */
  names: readonly string[];
  /** The roles' passwords are among them. */
  keys: Keys;
  /** Connections that all processes together may open to each database; checked against its server. */
  connections?: Readonly<Record<string, number>>;
  log?: (line: string) => void;
  /** Aborted: an embedded server that still starts is ended. */
  signal?: AbortSignal;
}

/** Every section that `openDatabases` reads; pass them to `Config.read`. */
export function databaseSections(names: readonly string[]): Section<unknown>[] {
  return [databaseConfig, ...names.map(contextDatabaseConfig)];
}

/** Finds or makes the databases: a context's own URL, else the server at the admin URL, else the embedded server. */
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
    const sum = (some: readonly string[]): number => some.reduce((total, name) => total + (connections[name] ?? 0), 0);
    for (const some of onOneServer(given))
      await adminSession(given.get(some[0]!)!, (client) => checkRequirements(client, sum(some)));
    const options = { prefix: settings.CLEAVE_DATABASE_PREFIX, connections: sum(missing) };
    const made = missing.length ? await provision(embedded?.adminUrl ?? adminUrl!, missing, keys, options) : [];
    const checks = embedded ? [{ name: 'postgresql', reason: () => embedded.trouble() }] : [];
    const settle = async (): Promise<void> => {
      if (embedded)
        await adminSession(embedded.adminUrl, (client) => client.query('CHECKPOINT')).catch(() => undefined);
    };
    return { urls: new Map([...given, ...made]), embedded, checks, settle, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function own(config: Config, name: string): [string, string][] {
  const url = config.get(contextDatabaseConfig(name))[urlVariable(name)];
  return url ? [[name, url]] : [];
}

/** The names, put together by the server that their URLs lead to. */
const onOneServer = (urls: ReadonlyMap<string, string>): readonly (readonly string[])[] => [
  ...Map.groupBy(urls.keys(), (name) => new URL(urls.get(name)!).host).values(),
];
