import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { ConsulSettings } from './config.js';
import { ConsulError } from './consul-error.js';

/** What a connection to the agent uses when it is TLS. Rejects with a ConsulError when a file cannot be used. */
export async function tlsOf(settings: ConsulSettings) {
  const { CONSUL_CACERT, CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY } = settings;
  try {
    const [ca, cert, key] = await Promise.all([CONSUL_CACERT, CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY].map(contentOf));
    createSecureContext({ ca, cert, key });
    const servername = settings.CONSUL_TLS_SERVER_NAME;
    return { ca, cert, key, servername, rejectUnauthorized: settings.CONSUL_HTTP_SSL_VERIFY };
  } catch (error) {
    throw new ConsulError(
      'consul.certificate',
      `CONSUL_CACERT, CONSUL_CLIENT_CERT or CONSUL_CLIENT_KEY cannot be used: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

const contentOf = async (path: string | undefined) => (path ? await readFile(path) : undefined);
