import { join } from 'node:path';
import type { DataFolder } from '#libs/config';
import { freePort } from '#libs/free-ports';
import { say } from '#libs/logging';
import { keepServer } from '#libs/processes';
import type { Shutdown } from '../shutdown.js';
import type { Beside } from './beside.js';
import { ProgramChild } from './program-child.js';

/** The path of the main file of a program in `apps`. */
export type ProgramPath = (name: string) => string;

export interface StartedBeside {
  /** Of the context that calls it. */
  readonly env: Readonly<Record<string, string>>;
  /** For people: what runs where. */
  readonly text: string;
  /** It can be called. Rejects with a readable message. */
  readonly ready: Promise<void>;
}

/** Starts it for as long as this process runs, or shares the one that another process on this data folder has started. */
export async function startBeside(
  beside: Beside,
  api: string | undefined,
  programs: ProgramPath,
  folder: DataFolder,
  shutdown: Shutdown,
): Promise<StartedBeside> {
  const { name, title } = beside;
  const file = (of: string): string => join(folder.path, of);
  const settings = ({ port }: { readonly port: number }) =>
    beside.settingsOf({ port, api, file, secret: (of) => folder.secret(of) });
  const server = await keepServer({
    title: `The ${title}`,
    name,
    states: folder,
    place: async () => ({ port: await freePort() }),
    spawn: (place) =>
      new ProgramChild({
        title,
        code: `${name}.cannot-start`,
        program: programs(name),
        dir: folder.path,
        log: file(`${name}.log`),
        port: place.port,
        env: settings(place).program,
      }),
    log: say,
  });
  server.ready.catch(() => undefined); // whoever waits for it is told, also when the start has failed before
  shutdown.add(`the ${title}`, () => server.stop());
  return { env: settings(server.place).context, text: `${name}, port ${server.place.port}`, ready: server.ready };
}
