import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Channels, MissingKey } from '#libs/keys';
import { bodyOf } from '../body.js';
import type { Contract, Path } from '../contract/index.js';
import { messagingError } from '../errors.js';
import { changedAt } from './changed-at.js';

/** Before what is sealed; of the form, which would be another number if it changed. */
const MARK = 'sealed.1.';
const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Of a process that was given none: it carries everything but secrets. */
export const noChannels = new Channels({
  of(name) {
    throw new MissingKey(name);
  },
});

/** What a sealed field belongs to: it cannot be opened anywhere else. */
interface Place {
  readonly id: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Seals what one context says in secret, and opens what is sealed for it. A message is sealed when it is made, whether its receiver
 * is in another process or not, so that what is stored of it is sealed as well; it is opened by its receiver, before it is validated.
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

  /** A payload that came to this context, as its sender had made it. Throws `message.not-opened`. */
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
      const decipher = createDecipheriv(
        CIPHER,
        this.channels.keyOf(place.from, place.to, 'seal'),
        bytes.subarray(0, NONCE),
        {
          authTagLength: TAG,
        },
      );
      decipher.setAAD(aboutOf(place, path)).setAuthTag(bytes.subarray(-TAG));
      const text = decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
      return JSON.parse(text);
    } catch {
      // Whatever went wrong says something about the field: none of it is told.
      const which = `${place.type}: /${path.join('/')}`;
      throw messagingError('message.not-opened', `${which} is not sealed by ${place.from} for ${place.to}`);
    }
  }
}

/** What the seal vouches for beside the value. */
const aboutOf = ({ id, type, from, to }: Place, path: Path): Buffer =>
  Buffer.from(JSON.stringify([id, type, from, to, ...path]));
