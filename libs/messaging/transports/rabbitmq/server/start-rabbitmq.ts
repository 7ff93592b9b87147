import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '#libs/config';
import { keepServer, type KeptServer } from '#libs/processes';
import type { LocalBroker, LocalBrokerOptions } from '../../local-broker.js';
import { freeRabbitmqPorts, urlOf, type RabbitmqPorts } from './place.js';
import { RabbitmqProcess } from './rabbitmq-process.js';

/**
 * Runs the RabbitMQ of this machine below the data folder, on free ports. Every run begins without messages, since they are still in their
 * senders' outboxes. Throws a RabbitmqError (not-installed) or a DataFolderError.
 */
export async function startRabbitmq(options: LocalBrokerOptions): Promise<LocalBroker & KeptServer<RabbitmqPorts>> {
  const { dataDir, log } = options;
  const folder = dataFolder(dataDir);
  const password = folder.secret('rabbitmq');
  const dir = join(folder.path, 'rabbitmq');
  const server = await keepServer({
    title: 'RabbitMQ',
    name: 'rabbitmq',
    states: folder,
    place: freeRabbitmqPorts,
    spawn: (ports) => {
      rmSync(dir, { recursive: true, force: true });
      return RabbitmqProcess.spawn({ ...ports, dir, password });
    },
    log,
  });
  return Object.assign(server, { url: urlOf({ ...server.place, password }) });
}
