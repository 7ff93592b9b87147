import { z } from 'zod';
import { section } from '#libs/config';

export const rabbitmqConfig = section('rabbitmq', {
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
});
