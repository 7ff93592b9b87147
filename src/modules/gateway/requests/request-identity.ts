import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { REQUEST_FINGERPRINTS_KEY, REQUEST_IDS_KEY, type Keys } from '#libs/keys';
import { contractOf, type AnyMessage } from '#libs/messaging/contract';

/** Identifies repetitions of a request. Equal in all replicas; keyed hashes, which reveal neither the key nor the body. */
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
    const hex = createHmac('sha256', this.ids).update(seed).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** Hash of the request's content. It does not depend on the order of the fields, since a parsed body has the order of its schema. */
  fingerprintOf(command: AnyMessage): string {
    return createHmac('sha256', this.fingerprints).update(JSON.stringify(command)).digest('base64url');
  }
}
