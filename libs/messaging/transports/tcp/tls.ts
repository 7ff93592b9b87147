import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions, type TlsOptions } from 'node:tls';
import type { Config } from '#libs/config';
import { tcpConfig } from './config.js';
import { PACKET_MS } from './limits.js';

export interface Tls {
  readonly client: SecureContextOptions;
  readonly server: TlsOptions;
}

/** Mutual TLS. Undefined without configuration; throws a readable error when settings are missing or files cannot be used. */
export async function tlsOf(config: Config): Promise<Tls | undefined> {
  const { CLEAVE_TCP_TLS_CERT, CLEAVE_TCP_TLS_KEY, CLEAVE_TCP_TLS_CA } = config.get(tcpConfig);
  const paths = [CLEAVE_TCP_TLS_CERT, CLEAVE_TCP_TLS_KEY, CLEAVE_TCP_TLS_CA];
  if (paths.every((path) => !path)) return undefined;
  if (!paths.every(Boolean))
    throw new Error(
      'CLEAVE_TCP_TLS_CERT, CLEAVE_TCP_TLS_KEY and CLEAVE_TCP_TLS_CA belong together: set all three, or none',
    );
  try {
    const [cert, key, ca] = await Promise.all(paths.map((path) => readFile(path!)));
    const files: SecureContextOptions = { cert, key, ca, minVersion: 'TLSv1.3' };
    createSecureContext(files);
    return {
      client: files,
      server: { ...files, requestCert: true, rejectUnauthorized: true, handshakeTimeout: PACKET_MS },
    };
  } catch (error) {
    throw new Error(`the certificate of this process cannot be used: ${(error as Error).message}`, { cause: error });
  }
}
