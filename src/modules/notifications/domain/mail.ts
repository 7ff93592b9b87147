import { Email } from '#shared/contracts/users';
import { Text } from '#shared/kernel';
import { page } from '../templates/page.js';
import { LANGUAGES } from '../templates/templates.js';
import type { Delivery } from './delivery.js';
import { kindOf, type Message } from './message.js';

export interface Recipient {
  /** Empty when there is none that may stand in a header. */
  readonly name: string;
  readonly address: string;
}

/** An e-mail as it is handed to a mail server. No header of it has a line break or another control character. */
export interface Mail {
  /** The part of the Message-ID before the `@`: the same for a message, however often it is sent. */
  readonly id: string;
  readonly to: readonly Recipient[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
}

/** A message that has its address, and whatever is kept for its sending. */
export interface Sendable {
  readonly message: Message;
  readonly delivery: Delivery | undefined;
  readonly name: string;
}

const NAME_LENGTH = 200;
/** Whatever may end a header's line. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Undefined when the address is none: an address is checked where it comes in, and once more before it stands in a header. */
export function mailOf({ message, delivery, name }: Sendable): Mail | undefined {
  const { orderId, kind, to, body } = message;
  const { data: address } = Email.safeParse(to);
  if (!address) return undefined;
  const subject = message.subject.replaceAll(CONTROL, ' ');
  const content = delivery?.html;
  return {
    id: `${kind}.${orderId}`,
    to: [{ name: Text(NAME_LENGTH).safeParse(name).data ?? '', address }],
    subject,
    text: body,
    html: content ? page({ language: LANGUAGES[kindOf(kind)], subject, name, content }) : undefined,
  };
}
