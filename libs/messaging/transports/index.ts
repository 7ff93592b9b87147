/**
 * Communication between processes. A process opens each transport of its placement once; adapter and driver are loaded only then.
 * Start: call `serve` when every context has its server, before the first context is opened. Stop: refuse requests, call `drain`
 * together with that of the engines, and `close` after both.
 */
export type { LocalBroker, LocalBrokerOptions } from './local-broker.js';
export { needsOf, sweepBrokers, type BrokerNeed, type Needs } from './needs.js';
export { openTransport, transportSections } from './open-transport.js';
export { redisConfig } from './redis/config.js';
export {
  TRANSPORT_NAMES,
  type OpenTransport,
  type Transport,
  type TransportName,
  type TransportOptions,
} from './transport.js';
