import type { OrderDocument } from './order-document.js';

/** Words that a search may have. */
export const MOST_WORDS = 5;
/** The characters of a word that are kept. */
const BEGINNING = /^.{1,64}/su;
const NOT_A_WORD = /[^\p{L}\p{N}]+/u;

/**
 * The words of a text, as they are stored and looked for: lower case, without accents, letters and digits alone. So nothing of what a
 * person types can mean anything to a query language.
 */
export function wordsIn(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return [
    ...new Set(
      plain
        .split(NOT_A_WORD)
        .filter(Boolean)
        .map((word) => BEGINNING.exec(word)![0]),
    ),
  ];
}

/** The words by which an order is found: its id, its customer's name and address, its products' names and article numbers. */
export function wordsOf({ id, customer, lines }: OrderDocument): readonly string[] {
  const texts = [customer.name, customer.email, ...lines.flatMap(({ name, sku }) => [name, sku])];
  return [...new Set([id.replaceAll('-', ''), ...wordsIn(id), ...wordsIn(texts.join(' '))])];
}
