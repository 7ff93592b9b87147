import { freePort } from '#libs/free-ports';
import { hostingConfig } from '../config.js';
import type { ContextEntry } from '../contexts.js';
import { databasesOf } from '../share.js';
import type { Shutdown } from '../shutdown.js';
import { type Settings, usesEmbedded } from '../start/settings.js';
import { type ProgramPath, startBeside, type StartedBeside } from './start-beside.js';

type Variables = StartedBeside['env'];

/** What was started beside contexts. */
export interface Besides {
  /** For the contexts of this process to inject: their settings, under the token `<name>-settings`. */
  readonly values: Readonly<Record<string, Variables>>;
  /** For people: what runs where. */
  readonly texts: readonly string[];
  /** Where the public API has to listen, because others were told so; undefined: as its settings say. */
  readonly port?: number;
  /** Variables of a process that hosts these contexts. */
  envOf(contexts: readonly string[]): Variables;
  /** All of them can be called. Rejects with a readable message. */
  ready(): Promise<void>;
}

const NONE: Besides = { values: {}, texts: [], envOf: () => ({}), ready: async () => undefined };

/**
 * Starts what these contexts call, where their databases are embedded ones and nothing else was set.
 *
 * @param door  the name of the context with the public API, when it is served for this start
 */
export async function startBesides(
  contexts: Readonly<Record<string, ContextEntry>>,
  door: string | undefined,
  programs: ProgramPath | undefined,
  { config, folder }: Pick<Settings, 'config' | 'folder'>,
  shutdown: Shutdown,
): Promise<Besides> {
  const wanted = Object.entries(contexts).flatMap(([context, { beside }]) =>
    beside?.isWanted(process.env) ? [[context, beside] as const] : [],
  );
  if (!programs || !wanted.length || !usesEmbedded(config, databasesOf(contexts))) return NONE;
  const { PORT, HOST } = config.get(hostingConfig);
  const port = PORT || (await freePort()); // they are told it before the API listens
  const api = door && `http://${hostIn(HOST)}:${port}`;
  const started = await Promise.all(
    wanted.map(async ([context, beside]) => {
      const one = await startBeside(beside, api, programs, folder, shutdown);
      return { context, token: `${beside.name}-settings`, ...one };
    }),
  );
  const env = new Map(started.map((one) => [one.context, one.env]));
  if (door) env.set(door, { PORT: String(port) });
  return {
    values: Object.fromEntries(started.map((one) => [one.token, one.env])),
    texts: started.map(({ text }) => text),
    port,
    envOf: (hosted) => Object.assign({}, ...hosted.map((context) => env.get(context))) as Variables,
    ready: async () => void (await Promise.all(started.map(({ ready }) => ready))),
  };
}

/** Where a server of this machine answers that listens on this address. */
function hostIn(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
