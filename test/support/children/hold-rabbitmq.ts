import { startRabbitmq } from '#libs/messaging/transports/rabbitmq/server';

// Begins to start the RabbitMQ of a data folder, says so, and waits to be killed.
await startRabbitmq({ dataDir: process.argv[2]!, log: console.error });
console.log('begun');
setInterval(() => undefined, 60_000);
