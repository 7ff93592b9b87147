import type { Letter, MessageKey } from '../domain/message.js';
import type { Html } from './html.js';

/** What every template is given: whose order it is about. */
interface About {
  readonly orderId: string;
  readonly userId: string;
}

/** An e-mail of one kind: its subject and both bodies, without the greeting and the page around them (page.ts). Pure. */
export interface Template<Facts extends About> {
  readonly kind: MessageKey['kind'];
  /** BCP 47. Money is written as in this language, and the page runs in its direction. */
  readonly language: string;
  readonly subject: (facts: Facts) => string;
  readonly text: (facts: Facts) => string;
  readonly html: (facts: Facts) => Html;
}

/** What is written to a user, without the address. */
export const letterOf = <Facts extends About>(template: Template<Facts>, facts: Facts): Letter => ({
  orderId: facts.orderId,
  kind: template.kind,
  userId: facts.userId,
  subject: template.subject(facts),
  body: template.text(facts),
  html: () => template.html(facts).text,
});
