import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Config } from '#libs/config';
import { rabbitmqConfig } from './config.js';
import { RabbitmqError } from './rabbitmq-error.js';

/** What a connection by `amqps:` shows and trusts. Throws a RabbitmqError when a file cannot be used. */
export async function tlsOf(config: Config): Promise<SecureContextOptions> {
  const settings = config.get(rabbitmqConfig);
  const { CLEAVE_RABBITMQ_TLS_CA, CLEAVE_RABBITMQ_TLS_CERT, CLEAVE_RABBITMQ_TLS_KEY } = settings;
  const paths = { ca: CLEAVE_RABBITMQ_TLS_CA, cert: CLEAVE_RABBITMQ_TLS_CERT, key: CLEAVE_RABBITMQ_TLS_KEY };
  try {
    const read = Object.entries(paths).flatMap(([name, path]) =>
      path ? [readFile(path).then((content) => [name, content] as const)] : [],
    );
    const files: SecureContextOptions = Object.fromEntries(await Promise.all(read));
    createSecureContext(files);
    return files;
  } catch (error) {
    const text = `The files for the connection to RabbitMQ cannot be used: ${(error as Error).message}.`;
    throw new RabbitmqError('rabbitmq.bad-certificate', text, { cause: error });
  }
}
