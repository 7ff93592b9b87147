import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '#libs/config';
import { freePort } from '#libs/free-ports';
import { keepServer, type KeptServer } from '#libs/processes';
import type { LocalBroker, LocalBrokerOptions } from '../../local-broker.js';
import { RedisProcess, urlOf } from './redis-process.js';

/**
 * Runs the `redis-server` of the PATH below the data folder, on a free port. Files of an earlier run are deleted; every message is still
 * in its sender's outbox. Throws a RedisError (not-installed) or a DataFolderError.
 */
export async function startRedis(options: LocalBrokerOptions): Promise<LocalBroker & KeptServer<{ port: number }>> {
  const { dataDir, log } = options;
  const folder = dataFolder(dataDir);
  const password = folder.secret('redis');
  const dir = join(folder.path, 'redis');
  const server = await keepServer({
    title: 'Redis',
    name: 'redis',
    states: folder,
    place: async () => ({ port: await freePort() }),
    spawn: ({ port }) => {
      rmSync(dir, { recursive: true, force: true });
      return RedisProcess.spawn({ dir, port, password });
    },
    log,
  });
  return Object.assign(server, { url: urlOf({ ...server.place, password }) });
}
