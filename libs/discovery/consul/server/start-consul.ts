import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '#libs/config';
import { freePorts } from '#libs/free-ports';
import { keepServer, type KeptServer } from '#libs/processes';
import { ConsulProcess } from './consul-process.js';

export interface ConsulServerOptions {
  /** The data folder (`CLEAVE_DATA_DIR`); made when missing. */
  readonly dataDir: string;
  /** Receives a line when the agent has ended and when it is started again. */
  readonly log: (line: string) => void;
}

/** An agent of Cleave's own. Started again it knows nobody, and processes register again. */
export interface ConsulServer extends KeptServer<{ readonly ports: readonly number[] }> {
  /** The variables with which processes find it. */
  readonly env: { readonly CONSUL_HTTP_ADDR: string; readonly CONSUL_HTTP_TOKEN: string };
}

/** Runs `consul agent -dev` of the PATH on free ports. Throws a ConsulError (not-installed) or a DataFolderError. */
export async function startConsul({ dataDir, log }: ConsulServerOptions): Promise<ConsulServer> {
  const folder = dataFolder(dataDir);
  const tokens = { admin: uuidOf(folder.secret('consul-admin')), processes: uuidOf(folder.secret('consul')) };
  const dir = join(folder.path, 'consul');
  const server = await keepServer({
    title: 'Consul',
    name: 'consul',
    states: folder,
    place: async () => ({ ports: await freePorts(4) }),
    spawn: ({ ports }) => {
      rmSync(dir, { recursive: true, force: true });
      return ConsulProcess.spawn({ dir, ports, tokens });
    },
    log,
  });
  const env = { CONSUL_HTTP_ADDR: `127.0.0.1:${server.place.ports[0]}`, CONSUL_HTTP_TOKEN: tokens.processes };
  return Object.assign(server, { env });
}

/** Consul takes no other tokens. */
const uuidOf = (secret: string): string =>
  Buffer.from(secret, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
