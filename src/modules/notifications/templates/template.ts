import type { MessageKind } from '#shared/contracts/notifications';
import type { Letter, Topic } from '../domain/message.js';
import type { Html } from './html.js';

/** What every template of an e-mail to a customer is given: whose order it is about. */
interface About {
  readonly orderId: string;
  readonly userId: string;
}

/** An e-mail of one kind: its subject and both bodies, without the greeting and the page around them (page.ts). Pure. */
export interface Template<Facts, Kind extends string = MessageKind> {
  readonly kind: Kind;
  /** BCP 47. Money is written as in this language, and the page runs in its direction. */
  readonly language: string;
  readonly subject: (facts: Facts) => string;
  readonly text: (facts: Facts) => string;
  readonly html: (facts: Facts) => Html;
}

/**
 * What is written to a user, without the address.
 *
 * @param topic  of a kind that an order may have several of: which of them
 */
export const letterOf = <Facts extends About, Kind extends MessageKind>(
  template: Template<Facts, Kind>,
  facts: Facts,
  ...[topic]: Kind extends Topic ? [] : [topic: Topic]
): Letter => ({
  orderId: facts.orderId,
  kind: topic ?? (template.kind as Topic),
  userId: facts.userId,
  subject: template.subject(facts),
  body: template.text(facts),
  html: () => template.html(facts).text,
});
