import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../stage/child.js';
import { hasMarks, withFigures } from './marks.js';

/** The documents with figures. */
const DOCUMENTS = ['bench/README.md', 'docs/transports.md', 'docs/performance.md'];

const documentsWith = (name: string): string[] =>
  DOCUMENTS.map(inRoot).filter((path) => hasMarks(readFileSync(path, 'utf8'), name));

/** Whether a document has marks of that name. */
export const isKnownMark = (name: string): boolean => documentsWith(name).length > 0;

/** Writes the figures between the marks of that name in every document that has them. */
export function writeInto(name: string, figures: string): void {
  for (const path of documentsWith(name)) writeFileSync(path, withFigures(readFileSync(path, 'utf8'), name, figures));
}
