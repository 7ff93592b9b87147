import ts from 'typescript';
import { Refused } from './refused.js';

const CLEAN = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const LONGEST = 40;

/** A name in all spellings that are used in the sources. */
export interface Name {
  /** Of files, contexts and contracts: `rename-product`. */
  readonly kebab: string;
  /** Of classes: `RenameProduct`. */
  readonly pascal: string;
  /** Of functions and variables: `renameProduct`. */
  readonly camel: string;
  /** Of columns: `rename_product`. */
  readonly snake: string;
  /** In sentences: `rename product`. */
  readonly words: string;
}

/** Throws Refused for a name that is not valid in all these spellings. */
export function nameOf(text: string): Name {
  if (!CLEAN.test(text) || text.length > LONGEST)
    throw new Refused(`"${text}" is no name: write small letters, digits and -, such as rename-product.`);
  const pascal = text.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const camel = pascal[0]!.toLowerCase() + pascal.slice(1);
  const token = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, camel).scan();
  if (token !== ts.SyntaxKind.Identifier && token <= ts.SyntaxKind.LastFutureReservedWord)
    throw new Refused(`"${text}" is a word of the language: take another name.`);
  return { kebab: text, pascal, camel, snake: text.replaceAll('-', '_'), words: text.replaceAll('-', ' ') };
}

/** `ShippingOrder` → the same spellings. */
export const nameOfClass = (pascal: string): Name =>
  nameOf(pascal.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase());
