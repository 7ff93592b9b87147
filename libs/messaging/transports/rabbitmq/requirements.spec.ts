import { checkRequirements } from './requirements.js';

it.each(['3.9.27', '2.8.0', ''])('RabbitMQ %j is too old', (version) => {
  expect(() => checkRequirements({ version }, 'host:5672')).toThrow(
    expect.objectContaining({
      code: 'rabbitmq.too-old',
      message: `RabbitMQ at host:5672 is ${version}; use 3.10 or later.`,
    }),
  );
});

it.each(['3.10.8', '3.13.1', '4.2.0'])('RabbitMQ %s will do', (version) => {
  expect(() => checkRequirements({ version }, 'host:5672')).not.toThrow();
});
