import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { REQUEST_FINGERPRINTS_KEY, REQUEST_IDS_KEY, type Keys } from '#libs/keys';
import { contractOf, type AnyMessage } from '#libs/messaging/contract';

/** By what a repeated request is recognised. Equal in every replica; neither the key nor the body can be read from it. */
export class RequestIdentity {
  private readonly ids: KeyObject;
  private readonly fingerprints: KeyObject;

  constructor(keys: Keys) {
    this.ids = createSecretKey(keys.of(REQUEST_IDS_KEY)); // a KeyObject takes 10 µs a digest, a Buffer 39
    this.fingerprints = createSecretKey(keys.of(REQUEST_FINGERPRINTS_KEY));
  }

  /**
   * The id of the request: no other client's key, and no other operation's, leads to it, since neither of the last two parts
   * can hold a NUL. A UUID, version 8.
   */
  idOf(command: AnyMessage, client: string, key: string): string {
    const seed = `${client}\0${contractOf(command).name}\0${key}`;
    const hex = createHmac('sha256', this.ids).update(seed).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** What was asked. Schemas give fields in their own order, so it does not matter in which order they were written. */
  fingerprintOf(command: AnyMessage): string {
    return createHmac('sha256', this.fingerprints).update(JSON.stringify(command)).digest('base64url');
  }
}
