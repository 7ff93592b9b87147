import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto';
import { REQUEST_FINGERPRINTS_KEY, REQUEST_IDS_KEY, type Keys } from '#libs/keys';
import { contractOf, type AnyMessage } from '#libs/messaging/contract';

/**
 * Identifies repetitions of a request. Equal in all replicas, and under every secret of the installation: a client may repeat a request
 * after the secret was replaced, and it must not be carried out twice.
 *
 * Only where a contract seals a field, which is then known to the client alone, the hashes are keyed: from a plain hash in the database a
 * password could be guessed. A repetition under another secret is another request then. Both such commands are safe to repeat: an
 * address registers once, and signing in again only makes another token.
 */
export class RequestIdentity {
  private readonly ids: KeyObject;
  private readonly fingerprints: KeyObject;

  constructor(keys: Keys) {
    this.ids = createSecretKey(keys.of(REQUEST_IDS_KEY)); // a KeyObject takes 10 µs a digest, a Buffer 39
    this.fingerprints = createSecretKey(keys.of(REQUEST_FINGERPRINTS_KEY));
  }

  /**
   * The id of the request, a UUID of version 8. Keys of other clients and of other operations give other ids: the parts are
   * separated by NUL, which neither of the last two can contain.
   */
  idOf(command: AnyMessage, client: string, key: string): string {
    const seed = `${client}\0${contractOf(command).name}\0${key}`;
    const hex = hashFor(command, this.ids).update(seed).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** Hash of the request's content. It does not depend on the order of the fields, since a parsed body has the order of its schema. */
  fingerprintOf(command: AnyMessage): string {
    return hashFor(command, this.fingerprints).update(JSON.stringify(command)).digest('base64url');
  }
}

const hashFor = (command: AnyMessage, key: KeyObject): Hash | Hmac =>
  contractOf(command).sealed.length ? createHmac('sha256', key) : createHash('sha256');
