/** A call or answer of 2 Mi characters that are escaped; RabbitMQ itself takes 128 MB from whoever may write. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The text of a message; undefined when it is too long for a call or an answer. */
export const textIn = ({ content }: { readonly content: Buffer }): string | undefined =>
  content.length > MOST_BYTES ? undefined : content.toString();
