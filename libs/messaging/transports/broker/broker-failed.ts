/** The broker, or the connection to it, failed during the call: it is unknown whether a process has taken it. */
export class BrokerFailed extends Error {
  override readonly name = 'BrokerFailed';
}
