import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { Channels, MissingKey } from '#libs/keys';
import { bodyOf } from '../body.js';
import type { Contract, Path } from '../contract/index.js';
import { messagingError } from '../errors.js';
import { changedAt } from './changed-at.js';

/** Prefix of sealed values, with the version of their format. */
const MARK = 'sealed.1.';
const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** For a process without keys: it can send everything except sealed fields. */
export const noChannels = new Channels({ of: missing, allOf: missing });

/** The message of a sealed field: as additional authenticated data, it prevents decryption in another message. */
interface Place {
  readonly id: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Encrypts the sealed fields of one context's messages, and decrypts those sent to it. A message is encrypted when it is made, also for a
 * receiver in the same process, so that stored copies are encrypted as well; its receiver decrypts it before validation.
 */
export class Seals {
  constructor(
    private readonly context: string,
    private readonly channels: Channels,
  ) {}

  /** The body of a message to a receiver. Throws `message.too-large`. */
  bodyOf(contract: Contract, message: object, id: string, receiver: string): string {
    const { name, sealed } = contract;
    if (!sealed.length) return bodyOf(name, message);
    const place = { id, type: name, from: this.context, to: receiver };
    const shut = sealed.reduce<unknown>(
      (all, path) => changedAt(all, path, (value) => this.shut(place, path, value)),
      message,
    );
    return bodyOf(name, shut as object);
  }

  /** Decrypts a payload sent to this context. Throws `message.not-opened`. */
  opened({ name, sealed }: Contract, data: unknown, id: string, sender: string): unknown {
    if (!sealed.length) return data;
    const place = { id, type: name, from: sender, to: this.context };
    return sealed.reduce((all, path) => changedAt(all, path, (value) => this.open(place, path, value)), data);
  }

  private shut(place: Place, path: Path, value: unknown): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.channels.keyOf(place.from, place.to, 'seal'), nonce).setAAD(
      aboutOf(place, path),
    );
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return MARK + Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url');
  }

  private open(place: Place, path: Path, value: unknown): unknown {
    try {
      if (typeof value !== 'string' || !value.startsWith(MARK)) throw new TypeError('it is not sealed');
      const bytes = Buffer.from(value.slice(MARK.length), 'base64url');
      return JSON.parse(textIn(bytes, this.channels.keysOf(place.from, place.to, 'seal'), aboutOf(place, path)));
    } catch {
      // Details of the failure could reveal something about the field, so none are reported.
      const which = `${place.type}: /${path.join('/')}`;
      throw messagingError('message.not-opened', `${which} is not sealed by ${place.from} for ${place.to}`);
    }
  }
}

/** Decrypts with the first key that fits. Throws when none does. */
function textIn(bytes: Buffer, [key, ...others]: readonly KeyObject[], about: Buffer): string {
  try {
    const decipher = createDecipheriv(CIPHER, key!, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(about).setAuthTag(bytes.subarray(-TAG));
    return decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch (error) {
    if (!others.length) throw error;
    return textIn(bytes, others, about);
  }
}

function missing(name: string): never {
  throw new MissingKey(name);
}

/** The additional authenticated data. */
const aboutOf = ({ id, type, from, to }: Place, path: Path): Buffer =>
  Buffer.from(JSON.stringify([id, type, from, to, ...path]));
