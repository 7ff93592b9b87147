import { z } from 'zod';
import { section } from '#libs/config';
import { isAddress } from './address.js';

const path = (about: string) => z.string().min(1).optional().describe(about);

/** The variables that HashiCorp's own tools read, and the prefix of this installation. */
export const consulConfig = section(
  'consul',
  {
    CONSUL_HTTP_ADDR: z
      .string()
      .refine(isAddress, 'must be host:port, http://host:port, https://host:port or unix:///path, without a password')
      .optional()
      .describe(
        'The Consul agent of this machine, for placements with `discovery: consul`. Without it npm start runs the consul from the PATH; a process that is started alone takes 127.0.0.1:8500.',
      ),
    CONSUL_HTTP_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be one word')
      .optional()
      .describe('ACL token. docs/discovery.md has the smallest rules that it needs.'),
    CONSUL_HTTP_SSL: z.stringbool().optional().describe('Use HTTPS also for an address that does not say so.'),
    CONSUL_HTTP_SSL_VERIFY: z
      .stringbool()
      .default(true)
      .describe("Check the agent's certificate. Never switch it off outside of a trial."),
    CONSUL_CACERT: path("PEM file with the authority that signed the agent's certificate."),
    CONSUL_CLIENT_CERT: path('PEM file with the certificate that the agent asks for. Set it with its key, or neither.'),
    CONSUL_CLIENT_KEY: path('PEM file with the key of that certificate.'),
    CONSUL_TLS_SERVER_NAME: path("The name in the agent's certificate, where it is not that of the address."),
    CONSUL_DATACENTER: path("Where instances are looked for. Without it in the agent's own datacenter."),
    CONSUL_NAMESPACE: path('Consul Enterprise only.'),
    CLEAVE_CONSUL_PREFIX: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must begin with a letter and have at most 31 of a-z, 0-9 and -')
      .default('cleave')
      .describe('Begins the name of every service; another one lets two installations share a Consul.'),
  },
  ({ CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY }) =>
    Boolean(CONSUL_CLIENT_CERT) === Boolean(CONSUL_CLIENT_KEY)
      ? undefined
      : 'CONSUL_CLIENT_CERT must be set together with CONSUL_CLIENT_KEY: both, or neither.',
);

export type ConsulSettings = NonNullable<typeof consulConfig.values>;
