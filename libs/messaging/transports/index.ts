/**
 * How processes reach each other. A process opens each transport that its placement names, once; the adapter and its driver are
 * loaded only then. To serve: `serve` after every context has its server, before the first is opened. To stop: refuse requests,
 * `drain` beside the engines' own drain, `close` after both.
 */
export { needsOf, sweepBrokers, type BrokerNeed, type LocalBroker, type Needs } from './needs.js';
export { openTransport, transportSections } from './open-transport.js';
export {
  TRANSPORT_NAMES,
  type OpenTransport,
  type Transport,
  type TransportName,
  type TransportOptions,
} from './transport.js';
