import type { OpenTransport } from '../transport.js';
import { Broker } from './broker.js';
import { rabbitmqConfig } from './config.js';
import { RabbitmqError } from './rabbitmq-error.js';
import { RabbitTransport } from './rabbit-transport.js';
import { tlsOf } from './tls.js';

/** Rejects with a RabbitmqError when RabbitMQ is not reachable, too old, or refuses its user. */
export const open: OpenTransport = async ({ process, channels, config, logger }) => {
  const { RABBITMQ_URL: url, CLEAVE_RABBITMQ_PREFIX: prefix } = config.get(rabbitmqConfig);
  if (!url)
    throw new RabbitmqError(
      'rabbitmq.no-url',
      'The placement carries messages over RabbitMQ, and RABBITMQ_URL is not set: name a RabbitMQ 3.10 or later, or use npm start, which runs one.',
    );
  const tls = await tlsOf(config);
  return new RabbitTransport(await Broker.connect({ url, tls, prefix, process, channels, logger }));
};
