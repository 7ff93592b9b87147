/** Starts the RabbitMQ that is installed on this machine. */
export { RabbitmqError, type RabbitmqErrorCode } from '../rabbitmq-error.js';
export { freeRabbitmqPorts, urlOf, wipe, type RabbitmqPlace, type RabbitmqPorts } from './place.js';
export { findRabbitmq } from './programs.js';
export { RabbitmqProcess } from './rabbitmq-process.js';
export { startRabbitmq } from './start-rabbitmq.js';
