/** The broker, or the way to it, has failed with the call under way: whether anybody took it, nobody knows. */
export class BrokerFailed extends Error {
  override readonly name = 'BrokerFailed';
}
