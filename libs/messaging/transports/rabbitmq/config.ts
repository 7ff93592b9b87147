import { z } from 'zod';
import { section } from '#libs/config';

const path = (about: string) => z.string().min(1).optional().describe(about);

export const rabbitmqConfig = section(
  'rabbitmq',
  {
    RABBITMQ_URL: z
      .url({ protocol: /^amqps?$/, error: 'must be a URL such as amqp://user:password@host:5672/vhost' })
      .optional()
      .describe(
        'RabbitMQ 3.10 or later, for processes that talk over it. Without it, npm start runs the one that is installed.',
      ),
    CLEAVE_RABBITMQ_PREFIX: z
      .string()
      .regex(/^[a-z][a-z0-9_-]*$/, 'must begin with a letter and have only a-z, 0-9, _ and -')
      .default('cleave')
      .describe('Begins the name of every queue; another one lets two installations share a virtual host.'),
    CLEAVE_RABBITMQ_TLS_CA: path(
      'PEM file with the authority that signed the certificate of RabbitMQ, for amqps:. Without it, those that Node.js trusts.',
    ),
    CLEAVE_RABBITMQ_TLS_CERT: path(
      'PEM file with the certificate that this process shows to RabbitMQ, if that asks for one. Set it and its key, or neither.',
    ),
    CLEAVE_RABBITMQ_TLS_KEY: path('PEM file with the key of that certificate.'),
  },
  (values) => {
    const { RABBITMQ_URL, CLEAVE_RABBITMQ_TLS_CA, CLEAVE_RABBITMQ_TLS_CERT, CLEAVE_RABBITMQ_TLS_KEY } = values;
    const files = [CLEAVE_RABBITMQ_TLS_CA, CLEAVE_RABBITMQ_TLS_CERT, CLEAVE_RABBITMQ_TLS_KEY];
    if (!CLEAVE_RABBITMQ_TLS_CERT !== !CLEAVE_RABBITMQ_TLS_KEY)
      return 'CLEAVE_RABBITMQ_TLS_CERT must be set together with CLEAVE_RABBITMQ_TLS_KEY.';
    if (files.some(Boolean) && !RABBITMQ_URL?.startsWith('amqps:'))
      return 'RABBITMQ_URL must begin with amqps:, since CLEAVE_RABBITMQ_TLS_… are set.';
    return undefined;
  },
);
