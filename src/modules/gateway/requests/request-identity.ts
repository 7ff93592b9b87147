import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { contractOf, type AnyMessage } from '#libs/messaging/contract';
import { derivedKey } from '../auth/derived-key.js';

/** By what a repeated request is recognised. Equal in every replica; neither the key nor the body can be read from it. */
export class RequestIdentity {
  private readonly idKey: KeyObject;
  private readonly fingerprintKey: KeyObject;

  constructor(secret: string) {
    this.idKey = createSecretKey(derivedKey(secret, 'request ids'));
    this.fingerprintKey = createSecretKey(derivedKey(secret, 'request fingerprints'));
  }

  /** The id of the request: nobody else's key, and no other operation's, leads to it. A UUID, version 8. */
  idOf(command: AnyMessage, callerId: string, key: string): string {
    const seed = `${callerId}\0${contractOf(command).name}\0${key}`;
    const hex = createHmac('sha256', this.idKey).update(seed).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** What was asked. Schemas give fields in their own order, so it does not matter in which order they were written. */
  fingerprintOf(command: AnyMessage): string {
    return createHmac('sha256', this.fingerprintKey).update(JSON.stringify(command)).digest('base64url');
  }
}
