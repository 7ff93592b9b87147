import { styleText } from 'node:util';

const TITLE = /^[A-Z][A-Za-z ]*$/gm;

/** Prints a result as text. Titles are bold on a terminal, unless NO_COLOR is set. */
export function print(text: string): void {
  const styled = text.replaceAll(TITLE, (title) => styleText('bold', title, { stream: process.stdout }));
  process.stdout.write(`${styled}\n`);
}

/** Prints a result as JSON, for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
