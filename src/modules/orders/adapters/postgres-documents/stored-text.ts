import { wordsOf } from '../../domain/search-words.js';
import type { OrderDocument } from '../../domain/order-document.js';

/** As `JSON.stringify` writes what PostgreSQL's JSON cannot hold: the character 0, and halves of surrogate pairs. */
const UNSTORABLE = /\\u(0000|d[89a-f][\da-f]{2})/;

/** A document as text for `jsonb`. What PostgreSQL cannot store becomes U+FFFD: one such name must not stop all that comes after it. */
export function storedJson(document: OrderDocument): string {
  const text = JSON.stringify(document);
  return UNSTORABLE.test(text) ? JSON.stringify(document, storable) : text;
}

const storable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value;

/** Marks the ids of products among the words of a document. It is in no word, so that a search for words never finds them. */
const PRODUCT = ':';
export const productLexeme = (id: string): string => PRODUCT + id;

/**
 * The entries of a document in the index of words, parted by spaces: its words and its products. One index for both costs an order
 * less than two do, and PostgreSQL keeps statistics of the entries, but none of what is inside `jsonb`.
 */
export const storedWords = (document: OrderDocument): string =>
  [...wordsOf(document), ...document.lines.map(({ productId }) => productLexeme(productId))].join(' ');
